package dev.ijen.machined.secrets;

import dev.ijen.api.common.PEMEncodedCertificateAndKey;
import dev.ijen.api.resource.secrets.CertSANSpec;
import dev.ijen.api.resource.secrets.EtcdCertsSpec;
import dev.ijen.api.resource.secrets.EtcdRootSpec;
import dev.ijen.machined.secrets.resource.SecretTypes;
import dev.ijen.pki.CertificateAuthority;
import dev.ijen.pki.PkiException;
import dev.ijen.pki.Subject;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.EventSource;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Issues the certificates around etcd: its own, that of the member among its peers, those of the
 * node and of the API server as clients. They live a day.
 */
public final class EtcdController implements Controller {
  private static final Duration LIFETIME = Duration.ofHours(24);

  private final Clock clock;
  private final SecureRandom random;
  private final Renewed<Basis, EtcdCertsSpec> certificates;

  private record Basis(EtcdRootSpec root, CertSANSpec names) {}

  /** A controller that has issued nothing yet. */
  public EtcdController(Clock clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
    this.certificates = new Renewed<>(clock, LIFETIME, this::issue);
  }

  @Override
  public String name() {
    return "secrets.EtcdController";
  }

  @Override
  public List<Input> inputs() {
    var inputs = new ArrayList<>(SubjectNames.inputs());
    inputs.add(Input.weak(SecretTypes.ETCD_ROOT_SECRETS).only(SecretTypes.ETCD_ID));
    return inputs;
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.exclusive(SecretTypes.ETCD_SECRETS));
  }

  @Override
  public List<EventSource> eventSources() {
    return List.of(Renewed.looks());
  }

  @Override
  public void reconcile(ReaderWriter state) throws PkiException {
    var root = state.find(SecretTypes.ETCD_ROOT_SECRETS, SecretTypes.ETCD_ID);
    CertSANSpec names = SubjectNames.of(state, List.of(), List.of());
    if (root.isPresent() && !names.getFqdn().isEmpty()) {
      state.modify(
          SecretTypes.ETCD_SECRETS,
          SecretTypes.ETCD_ID,
          certificates.current(new Basis(root.get().spec(), names)));
    }
  }

  private EtcdCertsSpec issue(Basis basis) throws PkiException {
    var authority = CertificateAuthority.load(Pems.decode(basis.root().getEtcdCa()));
    var names = SubjectNames.decode(basis.names());
    var node = Subject.named(basis.names().getFqdn());
    return EtcdCertsSpec.newBuilder()
        .setEtcd(Pems.encode(authority.issuePeer(node, names, clock, LIFETIME, random)))
        .setEtcdPeer(Pems.encode(authority.issuePeer(node, names, clock, LIFETIME, random)))
        .setEtcdAdmin(client(authority, "talos"))
        .setEtcdApiServer(client(authority, "kube-apiserver"))
        .build();
  }

  private PEMEncodedCertificateAndKey client(CertificateAuthority authority, String name)
      throws PkiException {
    return Pems.encode(authority.issueClient(Subject.named(name), clock, LIFETIME, random));
  }
}
