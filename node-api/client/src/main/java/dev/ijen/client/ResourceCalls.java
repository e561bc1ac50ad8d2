package dev.ijen.client;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.ijen.api.cosi.GetRequest;
import dev.ijen.api.cosi.ListRequest;
import dev.ijen.api.cosi.ListResponse;
import dev.ijen.api.cosi.Resource;
import dev.ijen.api.cosi.StateGrpc;
import dev.ijen.api.cosi.StateGrpc.StateBlockingV2Stub;
import dev.ijen.api.cosi.WatchOptions;
import dev.ijen.api.cosi.WatchRequest;
import dev.ijen.api.cosi.WatchResponse;
import dev.ijen.api.cosi.meta.ResourceDefinitionSpec;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Reads the resources of one node; the API's state is read-only for everyone. For any thread. */
public final class ResourceCalls {
  /** The type that describes all types. */
  public static final String DEFINITIONS = "ResourceDefinitions.meta.cosi.dev";

  /** The namespace of the type that describes all types. */
  public static final String META_NAMESPACE = "meta";

  /** From this version on the server marks the end of the first contents. */
  private static final int WATCH_API_VERSION = 1;

  private final String node;
  private final StateBlockingV2Stub state;
  private final Duration deadline;

  ResourceCalls(String node, Channel channel, Duration deadline) {
    this.node = node;
    this.state = StateGrpc.newBlockingV2Stub(channel);
    this.deadline = deadline;
  }

  /** One resource; {@link NodeRefused} with {@code NOT_FOUND} when there is none. */
  public Resource get(String namespace, String type, String id) throws NodeCallException {
    var request = GetRequest.newBuilder().setNamespace(namespace).setType(type).setId(id).build();
    try {
      return limited().get(request).getResource();
    } catch (StatusException e) {
      throw Failures.of(node, e.getStatus());
    }
  }

  /** All resources of a type in a namespace, in the node's order. */
  public List<Resource> list(String namespace, String type)
      throws NodeCallException, InterruptedException {
    var request = ListRequest.newBuilder().setNamespace(namespace).setType(type).build();
    try (var stream = new NodeStream<>(node, limited().list(request), _ -> {})) {
      return stream.toList().stream().map(ListResponse::getResource).toList();
    }
  }

  /**
   * Follows one resource or all of a type, beginning with what there is now. The first frame is
   * empty and says that the watch is open; a {@code BOOTSTRAPPED} event ends the first contents of
   * a whole type.
   */
  public NodeStream<WatchResponse> watch(String namespace, String type, Optional<String> id) {
    var request =
        WatchRequest.newBuilder()
            .setNamespace(namespace)
            .setType(type)
            .setApiVersion(WATCH_API_VERSION);
    id.ifPresentOrElse(
        request::setId,
        () -> request.setOptions(WatchOptions.newBuilder().setBootstrapContents(true)));
    return new NodeStream<>(node, state.watch(request.build()), _ -> {});
  }

  /** The types that the node knows. */
  public List<ResourceDefinitionSpec> definitions() throws NodeCallException, InterruptedException {
    var definitions = new ArrayList<ResourceDefinitionSpec>();
    for (Resource resource : list(META_NAMESPACE, DEFINITIONS)) {
      try {
        definitions.add(ResourceDefinitionSpec.parseFrom(resource.getSpec().getProtoSpec()));
      } catch (InvalidProtocolBufferException _) {
        throw new NodeRefused(
            node,
            Status.Code.DATA_LOSS,
            "the definition of %s does not parse".formatted(resource.getMetadata().getId()));
      }
    }
    return List.copyOf(definitions);
  }

  private StateBlockingV2Stub limited() {
    return state.withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS);
  }
}
