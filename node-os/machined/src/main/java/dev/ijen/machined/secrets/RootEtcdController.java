package dev.ijen.machined.secrets;

import dev.ijen.api.resource.secrets.EtcdRootSpec;
import dev.ijen.machined.config.resource.ConfigSpecs;
import dev.ijen.machined.config.resource.ConfigTypes;
import dev.ijen.machined.secrets.resource.SecretTypes;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.util.List;

/** Takes the authority of etcd out of a control plane's config. */
public final class RootEtcdController implements Controller {
  private static final String CONFIG = "v1alpha1";

  @Override
  public String name() {
    return "secrets.RootEtcdController";
  }

  @Override
  public List<Input> inputs() {
    return List.of(Input.weak(ConfigTypes.MACHINE_CONFIGS).only(CONFIG));
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.exclusive(SecretTypes.ETCD_ROOT_SECRETS));
  }

  @Override
  public void reconcile(ReaderWriter state) {
    state
        .find(ConfigTypes.MACHINE_CONFIGS, CONFIG)
        .map(resource -> ConfigSpecs.decode(resource.spec()))
        .filter(config -> config.machineType().isControlPlane())
        .flatMap(config -> config.kubernetes().etcdAuthority())
        .ifPresent(
            authority ->
                state.modify(
                    SecretTypes.ETCD_ROOT_SECRETS,
                    SecretTypes.ETCD_ID,
                    EtcdRootSpec.newBuilder().setEtcdCa(Pems.encode(authority)).build()));
  }
}
