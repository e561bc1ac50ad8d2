package dev.ijen.machined.api;

import com.google.protobuf.Empty;
import dev.ijen.api.machine.ImageServiceGrpc;
import dev.ijen.api.machine.ImageServiceListRequest;
import dev.ijen.api.machine.ImageServiceListResponse;
import dev.ijen.api.machine.ImageServicePullRequest;
import dev.ijen.api.machine.ImageServicePullResponse;
import dev.ijen.api.machine.ImageServiceRemoveRequest;
import io.grpc.stub.StreamObserver;

/** {@code machine.ImageService}. */
final class ImageAdapter extends ImageServiceGrpc.ImageServiceImplBase {
  private final ImageCalls images;

  ImageAdapter(ImageCalls images) {
    this.images = images;
  }

  @Override
  public void list(ImageServiceListRequest request, StreamObserver<ImageServiceListResponse> out) {
    StreamReply.run(out, reply -> images.list(request, reply));
  }

  @Override
  public void pull(ImageServicePullRequest request, StreamObserver<ImageServicePullResponse> out) {
    StreamReply.run(out, reply -> images.pull(request, reply));
  }

  @Override
  public void remove(ImageServiceRemoveRequest request, StreamObserver<Empty> out) {
    Replies.unary(out, () -> images.remove(request));
  }
}
