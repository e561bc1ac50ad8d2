package dev.ijen.machined.k8s;

import dev.ijen.api.resource.k8s.ManifestSpec;
import dev.ijen.api.resource.k8s.ManifestStatusSpec;
import dev.ijen.api.resource.k8s.SingleManifest;
import dev.ijen.machined.k8s.resource.KubernetesTypes;
import dev.ijen.machined.secrets.Kubeconfig;
import dev.ijen.machined.secrets.resource.SecretTypes;
import dev.ijen.machined.v1alpha1.resource.ServiceTypes;
import dev.ijen.machined.wire.Structs;
import dev.ijen.pki.PkiException;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.EventSource;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import dev.ijen.runtime.resource.Resource;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies the manifests to the node's own API server, until it has taken all of them. */
public final class ManifestApplyController implements Controller {
  private static final Logger log = LoggerFactory.getLogger(ManifestApplyController.class);
  private static final String ETCD = "etcd";
  private static final String ID = "manifests";

  /** Between two looks for an API server that is still starting. */
  private static final Duration LOOK = Duration.ofSeconds(2);

  /** What was applied last: the API server is asked again only for something new. */
  private @Nullable List<ManifestSpec> applied;

  @Override
  public String name() {
    return "k8s.ManifestApplyController";
  }

  @Override
  public List<Input> inputs() {
    return List.of(
        Input.weak(SecretTypes.KUBERNETES_SECRETS).only(SecretTypes.KUBERNETES_CERTS_ID),
        Input.weak(KubernetesTypes.MANIFESTS),
        Input.weak(ServiceTypes.SERVICES).only(ETCD));
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.exclusive(KubernetesTypes.MANIFEST_STATUSES));
  }

  @Override
  public List<EventSource> eventSources() {
    return List.of(
        wake -> {
          while (true) {
            Thread.sleep(LOOK);
            wake.run();
          }
        });
  }

  @Override
  public void reconcile(ReaderWriter state) throws IOException, InterruptedException, PkiException {
    var secrets = state.find(SecretTypes.KUBERNETES_SECRETS, SecretTypes.KUBERNETES_CERTS_ID);
    List<Resource<ManifestSpec>> manifests = state.list(KubernetesTypes.MANIFESTS);
    boolean etcd =
        state.find(ServiceTypes.SERVICES, ETCD).filter(s -> s.spec().getHealthy()).isPresent();
    List<ManifestSpec> specs = manifests.stream().map(Resource::spec).toList();
    if (!specs.equals(applied)) {
      if (!etcd || secrets.isEmpty() || specs.isEmpty()) {
        return;
      }
      try {
        apply(secrets.get().spec().getLocalhostAdminKubeconfig(), specs);
      } catch (ConnectException e) {
        log.atDebug().setCause(e).log("the API server does not listen yet");
        return;
      }
      applied = specs;
      log.atInfo().addKeyValue("manifests", specs.size()).log("applied bootstrap manifests");
    }
    state.modify(
        KubernetesTypes.MANIFEST_STATUSES,
        ID,
        ManifestStatusSpec.newBuilder()
            .addAllManifestsApplied(manifests.stream().map(Resource::id).toList())
            .build());
  }

  private static void apply(String kubeconfig, List<ManifestSpec> manifests)
      throws IOException, InterruptedException, PkiException {
    Optional<Kubeconfig> admin = Kubeconfig.parse(kubeconfig);
    if (admin.isEmpty()) {
      throw new IOException("the node's own kubeconfig names no client certificate");
    }
    try (var client = KubernetesClient.of(admin.get())) {
      for (ManifestSpec manifest : manifests) {
        for (SingleManifest item : manifest.getItemsList()) {
          client.apply(Structs.element(item.getObject()));
        }
      }
    }
  }
}
