package dev.ijen.machined.api;

import com.google.protobuf.Empty;
import dev.ijen.api.common.ContainerdNamespace;
import dev.ijen.api.machine.ImageListRequest;
import dev.ijen.api.machine.ImageListResponse;
import dev.ijen.api.machine.ImagePull;
import dev.ijen.api.machine.ImagePullRequest;
import dev.ijen.api.machine.ImagePullResponse;
import dev.ijen.api.machine.ImageServiceListRequest;
import dev.ijen.api.machine.ImageServiceListResponse;
import dev.ijen.api.machine.ImageServicePullRequest;
import dev.ijen.api.machine.ImageServicePullResponse;
import dev.ijen.api.machine.ImageServiceRemoveRequest;
import dev.ijen.machined.cri.NodeImages;
import dev.ijen.machined.cri.NodeImages.Stored;
import dev.ijen.machined.platform.NodeException;
import dev.ijen.machined.platform.NodeException.Reason;
import dev.ijen.machined.wire.ProtoTime;
import java.io.IOException;

/**
 * Images of the node, in both forms that the contract has.
 *
 * @param own those of the node's own containers
 * @param pods those of pods
 */
record ImageCalls(NodeImages own, NodeImages pods) {
  static ImageCalls of(NodeApi node) {
    return new ImageCalls(node.images(), node.podImages());
  }

  void list(ImageServiceListRequest request, StreamReply<ImageServiceListResponse> reply)
      throws NodeException, InterruptedException {
    for (Stored image : of(request.getContainerd().getNamespace()).list()) {
      reply.send(
          ImageServiceListResponse.newBuilder()
              .setName(image.name())
              .setDigest(image.digest())
              .setSize(image.bytes())
              .setCreatedAt(ProtoTime.encode(image.created()))
              .build());
    }
  }

  void pull(ImageServicePullRequest request, StreamReply<ImageServicePullResponse> reply)
      throws NodeException, IOException, InterruptedException {
    of(request.getContainerd().getNamespace()).pull(request.getImageRef());
    reply.send(ImageServicePullResponse.newBuilder().setName(request.getImageRef()).build());
  }

  Empty remove(ImageServiceRemoveRequest request) throws NodeException, InterruptedException {
    of(request.getContainerd().getNamespace()).remove(request.getImageRef());
    return Empty.getDefaultInstance();
  }

  void list(ImageListRequest request, StreamReply<ImageListResponse> reply)
      throws NodeException, InterruptedException {
    for (Stored image : of(request.getNamespace()).list()) {
      reply.send(
          ImageListResponse.newBuilder()
              .setName(image.name())
              .setDigest(image.digest())
              .setSize(image.bytes())
              .setCreatedAt(ProtoTime.encode(image.created()))
              .build());
    }
  }

  ImagePullResponse pull(ImagePullRequest request)
      throws NodeException, IOException, InterruptedException {
    of(request.getNamespace()).pull(request.getReference());
    return ImagePullResponse.newBuilder().addMessages(ImagePull.getDefaultInstance()).build();
  }

  private NodeImages of(ContainerdNamespace namespace) throws NodeException {
    return switch (namespace) {
      case NS_SYSTEM -> own;
      case NS_CRI -> pods;
      case NS_UNKNOWN, UNRECOGNIZED ->
          throw new NodeException(
              Reason.INVALID, "images: namespace " + namespace + " is neither system nor cri");
    };
  }
}
