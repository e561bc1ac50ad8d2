package dev.ijen.machined.secrets;

import dev.ijen.api.resource.secrets.OSRootSpec;
import dev.ijen.config.MachineConfig;
import dev.ijen.machined.config.resource.ConfigSpecs;
import dev.ijen.machined.config.resource.ConfigTypes;
import dev.ijen.machined.secrets.resource.SecretTypes;
import dev.ijen.pki.AlternativeNames;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.util.List;

/** Takes the authority of the node API and what belongs to it out of the machine config. */
public final class RootOsController implements Controller {
  static final String ID = "os";
  private static final String CONFIG = "v1alpha1";

  @Override
  public String name() {
    return "secrets.RootOSController";
  }

  @Override
  public List<Input> inputs() {
    return List.of(Input.weak(ConfigTypes.MACHINE_CONFIGS).only(CONFIG));
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.exclusive(SecretTypes.OS_ROOT_SECRETS));
  }

  @Override
  public void reconcile(ReaderWriter state) {
    state
        .find(ConfigTypes.MACHINE_CONFIGS, CONFIG)
        .map(resource -> ConfigSpecs.decode(resource.spec()))
        .filter(config -> !config.isPartial())
        .ifPresent(config -> state.modify(SecretTypes.OS_ROOT_SECRETS, ID, root(config)));
  }

  private static OSRootSpec root(MachineConfig config) {
    var root = OSRootSpec.newBuilder().setToken(config.token().orElse(""));
    config
        .osCa()
        .ifPresent(
            authority -> {
              root.addAcceptedCAs(Pems.encode(authority.certificate()));
              if (authority.hasKey()) {
                root.setIssuingCa(Pems.encode(authority));
              }
            });
    config.acceptedCas().forEach(accepted -> root.addAcceptedCAs(Pems.encode(accepted)));
    var names = AlternativeNames.of(config.certSans());
    root.addAllCertSandnsNames(names.dns());
    names.addresses().forEach(address -> root.addCertSaniPs(Pems.encode(address)));
    return root.build();
  }
}
