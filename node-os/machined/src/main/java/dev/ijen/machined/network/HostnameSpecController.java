package dev.ijen.machined.network;

import dev.ijen.api.resource.network.HostnameSpecSpec;
import dev.ijen.api.resource.network.HostnameStatusSpec;
import dev.ijen.linux.HostIdentity;
import dev.ijen.machined.network.resource.NetworkTypes;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import dev.ijen.runtime.resource.Phase;
import dev.ijen.runtime.resource.Resource;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the kernel its host name. */
public final class HostnameSpecController implements Controller {
  private static final Logger LOG = LoggerFactory.getLogger(HostnameSpecController.class);

  private final HostIdentity host;

  public HostnameSpecController(HostIdentity host) {
    this.host = host;
  }

  @Override
  public List<Input> inputs() {
    return List.of(Input.weak(NetworkTypes.HOSTNAME_SPECS));
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.exclusive(NetworkTypes.HOSTNAME_STATUSES));
  }

  @Override
  public void reconcile(ReaderWriter state) throws IOException {
    Optional<HostnameSpecSpec> spec =
        state
            .find(NetworkTypes.HOSTNAME_SPECS, Ids.HOSTNAME)
            .filter(resource -> resource.metadata().phase() == Phase.RUNNING)
            .map(Resource::spec);
    if (spec.isPresent()) {
      apply(spec.get());
      state.modify(NetworkTypes.HOSTNAME_STATUSES, Ids.HOSTNAME, status(spec.get()));
    }
  }

  private void apply(HostnameSpecSpec spec) throws IOException {
    if (!host.hostName().equals(spec.getHostname())) {
      host.setHostName(spec.getHostname());
      host.setDomainName(spec.getDomainname());
      LOG.atInfo().addKeyValue("hostname", spec.getHostname()).log("set host name");
    }
  }

  private static HostnameStatusSpec status(HostnameSpecSpec spec) {
    return HostnameStatusSpec.newBuilder()
        .setHostname(spec.getHostname())
        .setDomainname(spec.getDomainname())
        .build();
  }
}
