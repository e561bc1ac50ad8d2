package dev.ijen.client;

import dev.ijen.api.storage.BlockDeviceWipe;
import dev.ijen.api.storage.BlockDeviceWipeDescriptor;
import dev.ijen.api.storage.BlockDeviceWipeRequest;
import dev.ijen.api.storage.BlockDeviceWipeResponse;
import dev.ijen.api.storage.StorageServiceGrpc;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;

/** Disks that can be wiped, all but {@code /dev/vda}. */
final class FakeStorage extends StorageServiceGrpc.StorageServiceImplBase {
  @Override
  public void blockDeviceWipe(
      BlockDeviceWipeRequest request, StreamObserver<BlockDeviceWipeResponse> out) {
    if (request.getDevicesList().stream()
        .map(BlockDeviceWipeDescriptor::getDevice)
        .anyMatch("/dev/vda"::equals)) {
      out.onError(
          Status.FAILED_PRECONDITION.withDescription("disk /dev/vda: in use").asException());
      return;
    }
    out.onNext(
        BlockDeviceWipeResponse.newBuilder()
            .addMessages(BlockDeviceWipe.getDefaultInstance())
            .build());
    out.onCompleted();
  }
}
