package dev.ijen.machined.secrets;

import dev.ijen.api.resource.secrets.MaintenanceRootSpec;
import dev.ijen.machined.runtime.resource.RuntimeTypes;
import dev.ijen.machined.secrets.resource.SecretTypes;
import dev.ijen.pki.CertificateAuthority;
import dev.ijen.pki.KeyAlgorithm;
import dev.ijen.pki.Subject;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes an authority for maintenance mode, once per boot and only when it is needed. */
public final class MaintenanceRootController implements Controller {
  static final String ID = "maintenance";

  private final Clock clock;
  private final SecureRandom random;
  private @Nullable MaintenanceRootSpec made;

  /** A controller that has made none yet. */
  public MaintenanceRootController(Clock clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
  }

  @Override
  public List<Input> inputs() {
    return List.of(Input.weak(RuntimeTypes.MAINTENANCE_SERVICE_REQUESTS));
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.exclusive(SecretTypes.MAINTENANCE_ROOT_SECRETS));
  }

  @Override
  public void reconcile(ReaderWriter state) {
    if (!state.list(RuntimeTypes.MAINTENANCE_SERVICE_REQUESTS).isEmpty()) {
      MaintenanceRootSpec root = made == null ? make() : made;
      made = root;
      state.modify(SecretTypes.MAINTENANCE_ROOT_SECRETS, ID, root);
    }
  }

  private MaintenanceRootSpec make() {
    var subject = new Subject("", List.of("talos"));
    var authority = CertificateAuthority.create(subject, KeyAlgorithm.ED25519, clock, random);
    return MaintenanceRootSpec.newBuilder().setCa(Pems.encode(authority.toPem())).build();
  }
}
