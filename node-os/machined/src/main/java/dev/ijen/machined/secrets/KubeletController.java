package dev.ijen.machined.secrets;

import dev.ijen.api.common.URL;
import dev.ijen.api.resource.secrets.KubeletSpec;
import dev.ijen.config.KubernetesConfig;
import dev.ijen.config.MachineConfig;
import dev.ijen.machined.config.resource.ConfigSpecs;
import dev.ijen.machined.config.resource.ConfigTypes;
import dev.ijen.machined.secrets.resource.SecretTypes;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.util.List;

/** What the kubelet needs to ask for its first certificate. */
public final class KubeletController implements Controller {
  private static final String CONFIG = "v1alpha1";

  @Override
  public String name() {
    return "secrets.KubeletController";
  }

  @Override
  public List<Input> inputs() {
    return List.of(Input.weak(ConfigTypes.MACHINE_CONFIGS).only(CONFIG));
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.exclusive(SecretTypes.KUBELET_SECRETS));
  }

  @Override
  public void reconcile(ReaderWriter state) {
    state
        .find(ConfigTypes.MACHINE_CONFIGS, CONFIG)
        .map(resource -> ConfigSpecs.decode(resource.spec()))
        .filter(config -> !config.isPartial() && config.clusterEndpoint().isPresent())
        .ifPresent(
            config ->
                state.modify(SecretTypes.KUBELET_SECRETS, SecretTypes.KUBELET_ID, secrets(config)));
  }

  /** The kubelet of a control plane talks to its own API server. */
  private static KubeletSpec secrets(MachineConfig config) {
    KubernetesConfig kubernetes = config.kubernetes();
    String endpoint =
        config.machineType().isControlPlane()
            ? "https://localhost:" + kubernetes.apiServerPort()
            : config.clusterEndpoint().orElseThrow();
    BootstrapToken token = BootstrapToken.parse(kubernetes.bootstrapToken().orElse(""));
    var secrets =
        KubeletSpec.newBuilder()
            .setEndpoint(URL.newBuilder().setFullPath(endpoint))
            .setBootstrapTokenId(token.id())
            .setBootstrapTokenSecret(token.secret());
    kubernetes
        .authority()
        .ifPresent(authority -> secrets.addAcceptedCAs(Pems.encode(authority.certificate())));
    kubernetes
        .acceptedAuthorities()
        .forEach(certificate -> secrets.addAcceptedCAs(Pems.encode(certificate)));
    return secrets.build();
  }
}
