package dev.ijen.machined.secrets;

import dev.ijen.machined.secrets.resource.SecretTypes;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.util.List;

/** The names that the certificate of maintenance mode carries. */
public final class MaintenanceCertSansController implements Controller {
  static final String ID = "maintenance";

  @Override
  public String name() {
    return "secrets.MaintenanceCertSANsController";
  }

  @Override
  public List<Input> inputs() {
    return SubjectNames.inputs();
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.shared(SecretTypes.CERT_SANS));
  }

  @Override
  public void reconcile(ReaderWriter state) {
    state.modify(SecretTypes.CERT_SANS, ID, SubjectNames.of(state, List.of(), List.of()));
  }
}
