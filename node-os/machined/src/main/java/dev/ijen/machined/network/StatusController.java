package dev.ijen.machined.network;

import dev.ijen.api.resource.network.RouteStatusSpec;
import dev.ijen.api.resource.network.StatusSpec;
import dev.ijen.machined.files.resource.FileTypes;
import dev.ijen.machined.network.resource.NetworkTypes;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import dev.ijen.runtime.resource.Resource;
import java.util.List;

/** Says how far the network has come. */
public final class StatusController implements Controller {
  private static final String ID = "status";

  @Override
  public List<Input> inputs() {
    return List.of(
        Input.weak(NetworkTypes.NODE_ADDRESSES).only(NodeAddressController.CURRENT),
        Input.weak(NetworkTypes.ROUTE_STATUSES),
        Input.weak(NetworkTypes.HOSTNAME_STATUSES),
        Input.weak(FileTypes.ETC_FILE_STATUSES));
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.exclusive(NetworkTypes.NETWORK_STATUSES));
  }

  @Override
  public void reconcile(ReaderWriter state) {
    boolean address =
        state
            .find(NetworkTypes.NODE_ADDRESSES, NodeAddressController.CURRENT)
            .filter(resource -> resource.spec().getAddressesCount() > 0)
            .isPresent();
    List<String> files =
        state.list(FileTypes.ETC_FILE_STATUSES).stream().map(Resource::id).toList();
    state.modify(
        NetworkTypes.NETWORK_STATUSES,
        ID,
        StatusSpec.newBuilder()
            .setAddressReady(address)
            .setConnectivityReady(
                state.list(NetworkTypes.ROUTE_STATUSES).stream()
                    .map(Resource::spec)
                    .anyMatch(StatusController::leadsOut))
            .setHostnameReady(!state.list(NetworkTypes.HOSTNAME_STATUSES).isEmpty())
            .setEtcFilesReady(files.containsAll(List.of("hosts", "resolv.conf")))
            .build());
  }

  private static boolean leadsOut(RouteStatusSpec route) {
    return !route.hasDestination() && route.hasGateway();
  }
}
