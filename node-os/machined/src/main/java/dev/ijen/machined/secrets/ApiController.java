package dev.ijen.machined.secrets;

import dev.ijen.access.Role;
import dev.ijen.api.resource.config.MachineType;
import dev.ijen.api.resource.secrets.APICertsSpec;
import dev.ijen.api.resource.secrets.CertSANSpec;
import dev.ijen.api.resource.secrets.MaintenanceRootSpec;
import dev.ijen.api.resource.secrets.OSRootSpec;
import dev.ijen.machined.config.resource.ConfigTypes;
import dev.ijen.machined.secrets.resource.SecretTypes;
import dev.ijen.pki.CertificateAuthority;
import dev.ijen.pki.PkiException;
import dev.ijen.pki.Subject;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.EventSource;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import dev.ijen.runtime.resource.Resource;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Issues the certificates of apid: from the authority of the machine config, or, in maintenance
 * mode, from the one made for it. They live a day and are made anew after half of it.
 */
public final class ApiController implements Controller {
  /** Id of the certificates. */
  public static final String ID = "api";

  private static final Duration LIFETIME = Duration.ofHours(24);
  private static final String MAINTENANCE_NAME = "maintenance-service.talos.dev";

  private final Clock clock;
  private final SecureRandom random;
  private final Renewed<Basis, APICertsSpec> certificates;

  /** What certificates are made from. */
  private sealed interface Basis {}

  private record Configured(OSRootSpec root, CertSANSpec names, boolean controlPlane)
      implements Basis {}

  private record InMaintenance(MaintenanceRootSpec root, CertSANSpec names) implements Basis {}

  /** A controller that has issued nothing yet. */
  public ApiController(Clock clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
    this.certificates = new Renewed<>(clock, LIFETIME, this::issue);
  }

  @Override
  public String name() {
    return "secrets.APIController";
  }

  @Override
  public List<Input> inputs() {
    return List.of(
        Input.weak(ConfigTypes.MACHINE_TYPES).only("machine-type"),
        Input.weak(SecretTypes.OS_ROOT_SECRETS).only(RootOsController.ID),
        Input.weak(SecretTypes.CERT_SANS),
        Input.weak(SecretTypes.MAINTENANCE_ROOT_SECRETS).only(MaintenanceRootController.ID));
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.exclusive(SecretTypes.API_CERTIFICATES));
  }

  @Override
  public List<EventSource> eventSources() {
    return List.of(Renewed.looks());
  }

  @Override
  public void reconcile(ReaderWriter state) throws PkiException {
    Optional<Basis> basis = configured(state).or(() -> maintenance(state));
    if (basis.isPresent()) {
      state.modify(SecretTypes.API_CERTIFICATES, ID, certificates.current(basis.get()));
    }
  }

  private static Optional<Basis> configured(ReaderWriter state) {
    Optional<OSRootSpec> root =
        state.find(SecretTypes.OS_ROOT_SECRETS, RootOsController.ID).map(Resource::spec);
    Optional<CertSANSpec> names =
        state.find(SecretTypes.CERT_SANS, ApiCertSansController.ID).map(Resource::spec);
    Optional<MachineType> type =
        state
            .find(ConfigTypes.MACHINE_TYPES, "machine-type")
            .map(resource -> resource.spec().getMachineType())
            .filter(known -> known != MachineType.UNKNOWN); // the config is on its way
    if (root.isEmpty() || names.isEmpty() || type.isEmpty() || !root.get().hasIssuingCa()) {
      return Optional.empty();
    }
    boolean controlPlane =
        type.get() == MachineType.CONTROL_PLANE || type.get() == MachineType.INIT;
    return Optional.of(new Configured(root.get(), names.get(), controlPlane));
  }

  private static Optional<Basis> maintenance(ReaderWriter state) {
    if (state.find(SecretTypes.OS_ROOT_SECRETS, RootOsController.ID).isPresent()) {
      return Optional.empty();
    }
    return state
        .find(SecretTypes.MAINTENANCE_ROOT_SECRETS, MaintenanceRootController.ID)
        .flatMap(
            root ->
                state
                    .find(SecretTypes.CERT_SANS, MaintenanceCertSansController.ID)
                    .map(names -> new InMaintenance(root.spec(), names.spec())));
  }

  private APICertsSpec issue(Basis basis) throws PkiException {
    return switch (basis) {
      case Configured configured -> issue(configured);
      case InMaintenance maintenance -> issue(maintenance);
    };
  }

  private APICertsSpec issue(Configured basis) throws PkiException {
    var authority = CertificateAuthority.load(Pems.decode(basis.root().getIssuingCa()));
    String host = basis.names().getFqdn();
    var subject = Subject.named(host.isEmpty() ? "localhost" : host);
    var names = SubjectNames.decode(basis.names());
    var certificates =
        APICertsSpec.newBuilder()
            .setServer(Pems.encode(authority.issueServer(subject, names, clock, LIFETIME, random)))
            .addAllAcceptedCAs(basis.root().getAcceptedCAsList());
    if (basis.controlPlane()) {
      certificates.setClient(
          Pems.encode(
              authority.issueClient(List.of(Role.IMPERSONATOR.text()), clock, LIFETIME, random)));
    }
    return certificates.build();
  }

  private APICertsSpec issue(InMaintenance basis) throws PkiException {
    var authority = CertificateAuthority.load(Pems.decode(basis.root().getCa()));
    var subject = Subject.named(MAINTENANCE_NAME);
    var names = SubjectNames.decode(basis.names());
    return APICertsSpec.newBuilder()
        .setServer(Pems.encode(authority.issueServer(subject, names, clock, LIFETIME, random)))
        .setSkipVerifyingClientCert(true)
        .build();
  }
}
