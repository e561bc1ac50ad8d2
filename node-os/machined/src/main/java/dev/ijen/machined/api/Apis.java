package dev.ijen.machined.api;

import dev.ijen.machined.api.cosi.StateAdapter;
import dev.ijen.runtime.state.State;
import io.grpc.BindableService;
import java.util.List;

/**
 * The one list of services that machined serves. All other methods of the contract are left to
 * {@link UnservedMethods}.
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
        new MachineAdapter(node, state),
        new FleetAdapter(node, state),
        new LifecycleAdapter(node),
        new ImageAdapter(ImageCalls.of(node)),
        new StorageAdapter(node));
  }
}
