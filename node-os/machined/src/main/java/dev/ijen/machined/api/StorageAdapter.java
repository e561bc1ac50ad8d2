package dev.ijen.machined.api;

import dev.ijen.api.storage.BlockDeviceWipeRequest;
import dev.ijen.api.storage.BlockDeviceWipeResponse;
import dev.ijen.api.storage.StorageServiceGrpc;
import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;

/** {@code storage.StorageService}, as far as it is served. */
final class StorageAdapter implements BindableService {
  private final InstallCalls installs;

  StorageAdapter(NodeApi node) {
    this.installs = new InstallCalls(node.installs());
  }

  @Override
  public ServerServiceDefinition bindService() {
    return ServerServiceDefinition.builder(StorageServiceGrpc.SERVICE_NAME)
        .addMethod(
            StorageServiceGrpc.getBlockDeviceWipeMethod(), ServerCalls.asyncUnaryCall(this::wipe))
        .build();
  }

  private void wipe(BlockDeviceWipeRequest request, StreamObserver<BlockDeviceWipeResponse> out) {
    Replies.unary(out, () -> installs.wipe(request));
  }
}
