package dev.ijen.client;

import dev.ijen.api.common.ContainerDriver;
import dev.ijen.api.common.ContainerdInstance;
import dev.ijen.api.common.ContainerdNamespace;
import dev.ijen.api.machine.ImageServiceGrpc;
import dev.ijen.api.machine.ImageServiceListRequest;
import dev.ijen.api.machine.ImageServiceListResponse;
import dev.ijen.api.machine.ImageServicePullRequest;
import dev.ijen.api.machine.ImageServicePullResponse;
import dev.ijen.api.machine.ImageServiceRemoveRequest;
import io.grpc.Channel;
import io.grpc.StatusException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Container images of one node. Made by {@link NodeCalls}; for any thread. */
public final class ImageCalls {
  private static final Duration PULL = Duration.ofMinutes(10);

  private final String node;
  private final Channel channel;
  private final Duration deadline;

  ImageCalls(String node, Channel channel, Duration deadline) {
    this.node = node;
    this.channel = channel;
    this.deadline = deadline;
  }

  /** All images of a namespace, in the node's order. */
  public List<ImageServiceListResponse> list(ContainerdNamespace namespace)
      throws NodeCallException, InterruptedException {
    var request = ImageServiceListRequest.newBuilder().setContainerd(instance(namespace)).build();
    var stub = ImageServiceGrpc.newBlockingV2Stub(channel);
    var call = stub.withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS).list(request);
    try (var stream = new NodeStream<>(node, call, _ -> {})) {
      return stream.toList();
    }
  }

  /** Lets the node pull an image, 10 minutes at most; returns when it is there. */
  public void pull(ContainerdNamespace namespace, String image)
      throws NodeCallException, InterruptedException {
    var request =
        ImageServicePullRequest.newBuilder()
            .setContainerd(instance(namespace))
            .setImageRef(image)
            .build();
    var stub = ImageServiceGrpc.newBlockingV2Stub(channel);
    var call = stub.withDeadlineAfter(PULL.toMillis(), TimeUnit.MILLISECONDS).pull(request);
    try (NodeStream<ImageServicePullResponse> stream = new NodeStream<>(node, call, _ -> {})) {
      stream.toList();
    }
  }

  /** Lets the node forget an image. */
  public void remove(ContainerdNamespace namespace, String image) throws NodeCallException {
    var request =
        ImageServiceRemoveRequest.newBuilder()
            .setContainerd(instance(namespace))
            .setImageRef(image)
            .build();
    try {
      var stub = ImageServiceGrpc.newBlockingV2Stub(channel);
      var _ = stub.withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS).remove(request);
    } catch (StatusException e) {
      throw Failures.of(node, e.getStatus());
    }
  }

  private static ContainerdInstance instance(ContainerdNamespace namespace) {
    return ContainerdInstance.newBuilder()
        .setDriver(ContainerDriver.CRI)
        .setNamespace(namespace)
        .build();
  }
}
