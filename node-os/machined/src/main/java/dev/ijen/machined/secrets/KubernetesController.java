package dev.ijen.machined.secrets;

import dev.ijen.api.resource.secrets.KubernetesCertsSpec;
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
 * Makes the kubeconfigs of the control plane: for scheduler and controller manager, for the node
 * itself, and for the administrator. They live a year.
 */
public final class KubernetesController implements Controller {
  private static final Duration LIFETIME = Duration.ofDays(365);

  private final Clock clock;
  private final SecureRandom random;
  private final Renewed<KubernetesRootSpec, KubernetesCertsSpec> kubeconfigs;

  /** A controller that has made none yet. */
  public KubernetesController(Clock clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
    this.kubeconfigs = new Renewed<>(clock, LIFETIME, this::make);
  }

  @Override
  public String name() {
    return "secrets.KubernetesController";
  }

  @Override
  public List<Input> inputs() {
    return List.of(Input.weak(SecretTypes.KUBERNETES_ROOT_SECRETS).only(SecretTypes.KUBERNETES_ID));
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.exclusive(SecretTypes.KUBERNETES_SECRETS));
  }

  @Override
  public List<EventSource> eventSources() {
    return List.of(Renewed.looks());
  }

  @Override
  public void reconcile(ReaderWriter state) throws PkiException {
    var root = state.find(SecretTypes.KUBERNETES_ROOT_SECRETS, SecretTypes.KUBERNETES_ID);
    if (root.isPresent() && root.get().spec().hasIssuingCa()) {
      state.modify(
          SecretTypes.KUBERNETES_SECRETS,
          SecretTypes.KUBERNETES_CERTS_ID,
          kubeconfigs.current(root.get().spec()));
    }
  }

  private KubernetesCertsSpec make(KubernetesRootSpec root) throws PkiException {
    String local = root.getLocalEndpoint().getFullPath();
    String scheduler = "system:kube-scheduler";
    String manager = "system:kube-controller-manager";
    var admin = new Subject("admin", List.of("system:masters"));
    return KubernetesCertsSpec.newBuilder()
        .setSchedulerKubeconfig(kubeconfig(root, new Subject(scheduler, List.of(scheduler)), local))
        .setControllerManagerKubeconfig(
            kubeconfig(root, new Subject(manager, List.of(manager)), local))
        .setLocalhostAdminKubeconfig(kubeconfig(root, admin, local))
        .setAdminKubeconfig(kubeconfig(root, admin, root.getEndpoint().getFullPath()))
        .build();
  }

  private String kubeconfig(KubernetesRootSpec root, Subject user, String server)
      throws PkiException {
    var authority = CertificateAuthority.load(Pems.decode(root.getIssuingCa()));
    var credentials =
        new Kubeconfig.Certificate(authority.issueClient(user, clock, LIFETIME, random));
    return new Kubeconfig(
            root.getName(),
            server,
            Pems.bundle(root.getAcceptedCAsList()),
            user.commonName(),
            credentials)
        .yaml();
  }
}
