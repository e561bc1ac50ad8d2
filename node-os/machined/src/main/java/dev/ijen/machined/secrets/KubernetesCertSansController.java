package dev.ijen.machined.secrets;

import dev.ijen.api.resource.secrets.KubernetesRootSpec;
import dev.ijen.machined.secrets.resource.SecretTypes;
import dev.ijen.pki.AlternativeNames;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The names that the certificate of the Kubernetes API server must carry. */
public final class KubernetesCertSansController implements Controller {

  @Override
  public String name() {
    return "secrets.KubernetesCertSANsController";
  }

  @Override
  public List<Input> inputs() {
    var inputs = new ArrayList<>(SubjectNames.inputs());
    inputs.add(Input.weak(SecretTypes.KUBERNETES_ROOT_SECRETS).only(SecretTypes.KUBERNETES_ID));
    return inputs;
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.shared(SecretTypes.CERT_SANS));
  }

  @Override
  public void reconcile(ReaderWriter state) {
    state
        .find(SecretTypes.KUBERNETES_ROOT_SECRETS, SecretTypes.KUBERNETES_ID)
        .ifPresent(
            root -> {
              var names = new ArrayList<>(names(root.spec()));
              var wanted = AlternativeNames.of(names);
              var addresses = new ArrayList<>(root.spec().getApiServerIpsList());
              wanted.addresses().forEach(address -> addresses.add(Pems.encode(address)));
              state.modify(
                  SecretTypes.CERT_SANS,
                  SecretTypes.KUBERNETES_ID,
                  SubjectNames.of(state, wanted.dns(), addresses));
            });
  }

  /** Names inside the cluster, the endpoint, and those of the config. */
  private static List<String> names(KubernetesRootSpec root) {
    var names =
        new ArrayList<>(
            List.of(
                "kubernetes",
                "kubernetes.default",
                "kubernetes.default.svc",
                "kubernetes.default.svc." + root.getDnsDomain()));
    String endpoint = root.getEndpoint().getFullPath();
    String host = endpoint.isEmpty() ? null : URI.create(endpoint).getHost();
    if (host != null) {
      names.add(host.replaceAll("[\\[\\]]", ""));
    }
    names.addAll(root.getCertSaNsList());
    return names;
  }
}
