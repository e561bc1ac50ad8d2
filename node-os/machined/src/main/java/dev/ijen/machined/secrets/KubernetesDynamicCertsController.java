package dev.ijen.machined.secrets;

import dev.ijen.api.resource.secrets.CertSANSpec;
import dev.ijen.api.resource.secrets.KubernetesDynamicCertsSpec;
import dev.ijen.api.resource.secrets.KubernetesRootSpec;
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
import java.util.List;

/**
 * Issues the certificates of the API server: its own, and those with which it goes to kubelets and
 * to extension servers. They live a day; the API server reads its files again when they change.
 */
public final class KubernetesDynamicCertsController implements Controller {
  private static final Duration LIFETIME = Duration.ofHours(24);

  private final Clock clock;
  private final SecureRandom random;
  private final Renewed<Basis, KubernetesDynamicCertsSpec> certificates;

  private record Basis(KubernetesRootSpec root, CertSANSpec names) {}

  /** A controller that has issued nothing yet. */
  public KubernetesDynamicCertsController(Clock clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
    this.certificates = new Renewed<>(clock, LIFETIME, this::issue);
  }

  @Override
  public String name() {
    return "secrets.KubernetesDynamicCertsController";
  }

  @Override
  public List<Input> inputs() {
    return List.of(
        Input.weak(SecretTypes.KUBERNETES_ROOT_SECRETS).only(SecretTypes.KUBERNETES_ID),
        Input.weak(SecretTypes.CERT_SANS).only(SecretTypes.KUBERNETES_ID));
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.exclusive(SecretTypes.KUBERNETES_DYNAMIC_CERTS));
  }

  @Override
  public List<EventSource> eventSources() {
    return List.of(Renewed.looks());
  }

  @Override
  public void reconcile(ReaderWriter state) throws PkiException {
    var root = state.find(SecretTypes.KUBERNETES_ROOT_SECRETS, SecretTypes.KUBERNETES_ID);
    var names = state.find(SecretTypes.CERT_SANS, SecretTypes.KUBERNETES_ID);
    if (root.isPresent()
        && names.isPresent()
        && root.get().spec().hasIssuingCa()
        && root.get().spec().hasAggregatorCa()) {
      state.modify(
          SecretTypes.KUBERNETES_DYNAMIC_CERTS,
          SecretTypes.KUBERNETES_DYNAMIC_CERTS_ID,
          certificates.current(new Basis(root.get().spec(), names.get().spec())));
    }
  }

  private KubernetesDynamicCertsSpec issue(Basis basis) throws PkiException {
    var cluster = CertificateAuthority.load(Pems.decode(basis.root().getIssuingCa()));
    var aggregator = CertificateAuthority.load(Pems.decode(basis.root().getAggregatorCa()));
    var server = new Subject("kube-apiserver", List.of("kube-master"));
    var kubelets = new Subject("apiserver-kubelet-client", List.of("system:masters"));
    var proxy = Subject.named("front-proxy-client");
    var names = SubjectNames.decode(basis.names());
    return KubernetesDynamicCertsSpec.newBuilder()
        .setApiServer(Pems.encode(cluster.issueServer(server, names, clock, LIFETIME, random)))
        .setApiServerKubeletClient(
            Pems.encode(cluster.issueClient(kubelets, clock, LIFETIME, random)))
        .setFrontProxy(Pems.encode(aggregator.issueClient(proxy, clock, LIFETIME, random)))
        .build();
  }
}
