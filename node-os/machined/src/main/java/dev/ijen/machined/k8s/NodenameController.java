package dev.ijen.machined.k8s;

import dev.ijen.api.resource.k8s.NodenameSpec;
import dev.ijen.api.resource.network.HostnameStatusSpec;
import dev.ijen.config.KubernetesConfig;
import dev.ijen.machined.config.resource.ConfigSpecs;
import dev.ijen.machined.config.resource.ConfigTypes;
import dev.ijen.machined.k8s.resource.KubernetesTypes;
import dev.ijen.machined.network.resource.NetworkTypes;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.util.List;
import java.util.Locale;

/** Decides the name of this node in Kubernetes: its host name, in lower case. */
public final class NodenameController implements Controller {
  private static final String CONFIG = "v1alpha1";
  private static final String HOSTNAME = "hostname";

  @Override
  public String name() {
    return "k8s.NodenameController";
  }

  @Override
  public List<Input> inputs() {
    return List.of(
        Input.weak(ConfigTypes.MACHINE_CONFIGS).only(CONFIG),
        Input.weak(NetworkTypes.HOSTNAME_STATUSES).only(HOSTNAME));
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.exclusive(KubernetesTypes.NODENAMES));
  }

  @Override
  public void reconcile(ReaderWriter state) {
    var config =
        state
            .find(ConfigTypes.MACHINE_CONFIGS, CONFIG)
            .map(resource -> ConfigSpecs.decode(resource.spec()).kubernetes());
    var hostname = state.find(NetworkTypes.HOSTNAME_STATUSES, HOSTNAME);
    if (config.isPresent() && hostname.isPresent()) {
      state.modify(
          KubernetesTypes.NODENAMES,
          KubernetesTypes.NODENAME,
          NodenameSpec.newBuilder()
              .setNodename(name(config.get(), hostname.get().spec()))
              .setHostnameVersion(Long.toString(hostname.get().metadata().version()))
              .setSkipNodeRegistration(config.get().skipNodeRegistration())
              .build());
    }
  }

  private static String name(KubernetesConfig config, HostnameStatusSpec hostname) {
    String domain = hostname.getDomainname();
    boolean full = config.registerWithFqdn() && !domain.isEmpty();
    String name = full ? hostname.getHostname() + "." + domain : hostname.getHostname();
    return name.toLowerCase(Locale.ROOT);
  }
}
