package dev.ijen.machined.k8s;

import com.google.protobuf.ByteString;
import dev.ijen.api.common.PEMEncodedCertificate;
import dev.ijen.api.common.PEMEncodedCertificateAndKey;
import dev.ijen.api.resource.k8s.SecretsStatusSpec;
import dev.ijen.api.resource.secrets.EtcdCertsSpec;
import dev.ijen.api.resource.secrets.EtcdRootSpec;
import dev.ijen.api.resource.secrets.KubernetesCertsSpec;
import dev.ijen.api.resource.secrets.KubernetesDynamicCertsSpec;
import dev.ijen.api.resource.secrets.KubernetesRootSpec;
import dev.ijen.machined.k8s.resource.KubernetesTypes;
import dev.ijen.machined.platform.NodePaths;
import dev.ijen.machined.platform.SecretFolder;
import dev.ijen.machined.secrets.resource.SecretTypes;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import dev.ijen.runtime.resource.Resource;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Writes the secrets of the control plane's programs, a folder and a user each. Certificates that
 * are renewed change in place: the programs read them again.
 */
public final class RenderSecretsController implements Controller {
  private final NodePaths paths;

  private record Secrets(
      KubernetesRootSpec root,
      KubernetesCertsSpec kubeconfigs,
      KubernetesDynamicCertsSpec certificates,
      EtcdRootSpec etcdRoot,
      EtcdCertsSpec etcd) {}

  /** Writes below the node's root. */
  public RenderSecretsController(NodePaths paths) {
    this.paths = paths;
  }

  @Override
  public String name() {
    return "k8s.RenderSecretsStaticPodController";
  }

  @Override
  public List<Input> inputs() {
    return List.of(
        Input.weak(SecretTypes.KUBERNETES_ROOT_SECRETS).only(SecretTypes.KUBERNETES_ID),
        Input.weak(SecretTypes.ETCD_ROOT_SECRETS).only(SecretTypes.ETCD_ID),
        Input.weak(SecretTypes.KUBERNETES_SECRETS).only(SecretTypes.KUBERNETES_CERTS_ID),
        Input.weak(SecretTypes.KUBERNETES_DYNAMIC_CERTS)
            .only(SecretTypes.KUBERNETES_DYNAMIC_CERTS_ID),
        Input.weak(SecretTypes.ETCD_SECRETS).only(SecretTypes.ETCD_ID));
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.exclusive(KubernetesTypes.SECRET_STATUSES));
  }

  @Override
  public void reconcile(ReaderWriter state) throws IOException {
    var root = state.find(SecretTypes.KUBERNETES_ROOT_SECRETS, SecretTypes.KUBERNETES_ID);
    Optional<Secrets> secrets = root.flatMap(found -> secrets(state, found.spec()));
    if (root.isPresent() && secrets.isPresent()) {
      apiServer(secrets.get());
      controllerManager(secrets.get());
      scheduler(secrets.get());
      state.modify(
          KubernetesTypes.SECRET_STATUSES,
          KubernetesTypes.STATIC_PODS_ID,
          SecretsStatusSpec.newBuilder()
              .setReady(true)
              .setVersion(Long.toString(root.get().metadata().version()))
              .build());
    }
  }

  private static Optional<Secrets> secrets(ReaderWriter state, KubernetesRootSpec root) {
    var kubeconfigs = state.find(SecretTypes.KUBERNETES_SECRETS, SecretTypes.KUBERNETES_CERTS_ID);
    var certificates =
        state.find(SecretTypes.KUBERNETES_DYNAMIC_CERTS, SecretTypes.KUBERNETES_DYNAMIC_CERTS_ID);
    var etcdRoot = state.find(SecretTypes.ETCD_ROOT_SECRETS, SecretTypes.ETCD_ID);
    var etcd = state.find(SecretTypes.ETCD_SECRETS, SecretTypes.ETCD_ID).map(Resource::spec);
    return kubeconfigs.flatMap(
        configs ->
            certificates.flatMap(
                certs ->
                    etcdRoot.flatMap(
                        authority ->
                            etcd.map(
                                clients ->
                                    new Secrets(
                                        root,
                                        configs.spec(),
                                        certs.spec(),
                                        authority.spec(),
                                        clients)))));
  }

  private void apiServer(Secrets secrets) throws IOException {
    var folder = folder(ControlPlanePlaces.API_SERVER_SECRETS, ControlPlanePlaces.API_SERVER_UID);
    KubernetesDynamicCertsSpec certificates = secrets.certificates();
    folder.write("ca.crt", bundle(secrets.root().getAcceptedCAsList()));
    folder.write("aggregator-ca.crt", bundle(secrets.root().getAcceptedAggregatorCAsList()));
    folder.write("etcd-client-ca.crt", secrets.etcdRoot().getEtcdCa().getCrt());
    pair(folder, "etcd-client", secrets.etcd().getEtcdApiServer());
    pair(folder, "apiserver", certificates.getApiServer());
    pair(folder, "apiserver-kubelet-client", certificates.getApiServerKubeletClient());
    pair(folder, "front-proxy-client", certificates.getFrontProxy());
    folder.write("service-account.key", secrets.root().getServiceAccount().getKey());
    folder.write("encryptionconfig.yaml", EncryptionConfig.json(secrets.root()));
  }

  private void controllerManager(Secrets secrets) throws IOException {
    var folder =
        folder(
            ControlPlanePlaces.CONTROLLER_MANAGER_SECRETS,
            ControlPlanePlaces.CONTROLLER_MANAGER_UID);
    folder.write("kubeconfig", secrets.kubeconfigs().getControllerManagerKubeconfig());
    pair(folder, "ca", secrets.root().getIssuingCa());
    folder.write("service-account.key", secrets.root().getServiceAccount().getKey());
  }

  private void scheduler(Secrets secrets) throws IOException {
    folder(ControlPlanePlaces.SCHEDULER_SECRETS, ControlPlanePlaces.SCHEDULER_UID)
        .write("kubeconfig", secrets.kubeconfigs().getSchedulerKubeconfig());
  }

  private SecretFolder folder(String path, int uid) {
    return new SecretFolder(paths.at(path), uid);
  }

  /** The key first: a reader that sees the new certificate finds its key. */
  private static void pair(SecretFolder folder, String name, PEMEncodedCertificateAndKey pair)
      throws IOException {
    folder.write(name + ".key", pair.getKey());
    folder.write(name + ".crt", pair.getCrt());
  }

  private static ByteString bundle(List<PEMEncodedCertificate> certificates) {
    return certificates.stream()
        .map(PEMEncodedCertificate::getCrt)
        .reduce(ByteString.EMPTY, ByteString::concat);
  }
}
