package dev.ijen.machined.k8s;

import dev.ijen.api.resource.k8s.ManifestSpec;
import dev.ijen.api.resource.k8s.SingleManifest;
import dev.ijen.machined.k8s.resource.KubernetesTypes;
import dev.ijen.machined.secrets.resource.SecretTypes;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.util.List;

/** Says what a new cluster begins with. */
public final class ManifestController implements Controller {

  @Override
  public String name() {
    return "k8s.ManifestController";
  }

  @Override
  public List<Input> inputs() {
    return List.of(Input.weak(SecretTypes.KUBERNETES_ROOT_SECRETS).only(SecretTypes.KUBERNETES_ID));
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.shared(KubernetesTypes.MANIFESTS));
  }

  @Override
  public void reconcile(ReaderWriter state) {
    state
        .find(SecretTypes.KUBERNETES_ROOT_SECRETS, SecretTypes.KUBERNETES_ID)
        .ifPresent(
            root ->
                BootstrapManifests.of(root.spec())
                    .forEach(
                        (name, objects) -> {
                          var manifest = ManifestSpec.newBuilder();
                          objects.forEach(
                              object ->
                                  manifest.addItems(SingleManifest.newBuilder().setObject(object)));
                          state.modify(KubernetesTypes.MANIFESTS, name, manifest.build());
                        }));
  }
}
