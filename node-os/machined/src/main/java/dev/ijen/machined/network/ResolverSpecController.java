package dev.ijen.machined.network;

import dev.ijen.api.resource.network.ResolverSpecSpec;
import dev.ijen.api.resource.network.ResolverStatusSpec;
import dev.ijen.machined.network.resource.NetworkTypes;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import dev.ijen.runtime.resource.Phase;
import java.util.List;

/** Shows the name servers in force; the file of the C library follows them. */
public final class ResolverSpecController implements Controller {

  @Override
  public List<Input> inputs() {
    return List.of(Input.weak(NetworkTypes.RESOLVER_SPECS));
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.exclusive(NetworkTypes.RESOLVER_STATUSES));
  }

  @Override
  public void reconcile(ReaderWriter state) {
    state
        .find(NetworkTypes.RESOLVER_SPECS, Ids.RESOLVERS)
        .filter(resource -> resource.metadata().phase() == Phase.RUNNING)
        .ifPresent(
            resource ->
                state.modify(
                    NetworkTypes.RESOLVER_STATUSES, Ids.RESOLVERS, status(resource.spec())));
  }

  private static ResolverStatusSpec status(ResolverSpecSpec spec) {
    return ResolverStatusSpec.newBuilder()
        .addAllDnsServers(spec.getDnsServersList())
        .addAllSearchDomains(spec.getSearchDomainsList())
        .build();
  }
}
