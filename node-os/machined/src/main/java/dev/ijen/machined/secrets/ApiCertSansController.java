package dev.ijen.machined.secrets;

import dev.ijen.api.resource.secrets.OSRootSpec;
import dev.ijen.machined.secrets.resource.SecretTypes;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.util.ArrayList;
import java.util.List;

/** The names that the certificate of the node API must carry. */
public final class ApiCertSansController implements Controller {
  static final String ID = "api";

  @Override
  public String name() {
    return "secrets.APICertSANsController";
  }

  @Override
  public List<Input> inputs() {
    var inputs = new ArrayList<>(SubjectNames.inputs());
    inputs.add(Input.weak(SecretTypes.OS_ROOT_SECRETS).only(RootOsController.ID));
    return inputs;
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.shared(SecretTypes.CERT_SANS));
  }

  @Override
  public void reconcile(ReaderWriter state) {
    state
        .find(SecretTypes.OS_ROOT_SECRETS, RootOsController.ID)
        .ifPresent(
            root -> {
              OSRootSpec spec = root.spec();
              state.modify(
                  SecretTypes.CERT_SANS,
                  ID,
                  SubjectNames.of(state, spec.getCertSandnsNamesList(), spec.getCertSaniPsList()));
            });
  }
}
