package dev.ijen.machined.api;

import dev.ijen.api.cluster.ClusterServiceGrpc;
import dev.ijen.api.inspect.InspectServiceGrpc;
import dev.ijen.api.machine.DebugServiceGrpc;
import dev.ijen.api.machine.ImageServiceGrpc;
import dev.ijen.api.machine.LVMServiceGrpc;
import dev.ijen.api.machine.MDServiceGrpc;
import dev.ijen.api.machine.StorageServiceGrpc;
import dev.ijen.api.time.TimeServiceGrpc;
import dev.ijen.machined.api.cosi.StateAdapter;
import dev.ijen.runtime.state.State;
import io.grpc.BindableService;
import java.util.List;

/**
 * The one list of services that machined serves. Those without an adapter answer UNIMPLEMENTED with
 * the name of the method.
 */
public final class Apis {
  private Apis() {}

  /**
   * All services.
   *
   * @param state what {@code cosi.resource.State} serves
   */
  public static List<BindableService> all(NodeApi node, State state) {
    return List.of(
        new StateAdapter(state, () -> Authorizer.caller().roles()),
        new MachineAdapter(node),
        new FleetAdapter(node),
        new ClusterServiceGrpc.ClusterServiceImplBase() {},
        new DebugServiceGrpc.DebugServiceImplBase() {},
        new ImageServiceGrpc.ImageServiceImplBase() {},
        new InspectServiceGrpc.InspectServiceImplBase() {},
        new LVMServiceGrpc.LVMServiceImplBase() {},
        new LifecycleAdapter(node),
        new MDServiceGrpc.MDServiceImplBase() {},
        new StorageServiceGrpc.StorageServiceImplBase() {},
        new dev.ijen.api.storage.StorageServiceGrpc.StorageServiceImplBase() {},
        new TimeServiceGrpc.TimeServiceImplBase() {});
  }
}
