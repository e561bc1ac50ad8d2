package dev.ijen.machined.secrets;

import dev.ijen.api.common.URL;
import dev.ijen.api.resource.secrets.KubernetesRootSpec;
import dev.ijen.config.KubernetesConfig;
import dev.ijen.config.MachineConfig;
import dev.ijen.machined.config.resource.ConfigSpecs;
import dev.ijen.machined.config.resource.ConfigTypes;
import dev.ijen.machined.k8s.resource.ServiceNetworks;
import dev.ijen.machined.secrets.resource.SecretTypes;
import dev.ijen.machined.wire.Structs;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.util.List;

/** Takes the authorities of Kubernetes and what belongs to them out of a control plane's config. */
public final class RootKubernetesController implements Controller {
  private static final String CONFIG = "v1alpha1";

  @Override
  public String name() {
    return "secrets.RootKubernetesController";
  }

  @Override
  public List<Input> inputs() {
    return List.of(Input.weak(ConfigTypes.MACHINE_CONFIGS).only(CONFIG));
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.exclusive(SecretTypes.KUBERNETES_ROOT_SECRETS));
  }

  @Override
  public void reconcile(ReaderWriter state) {
    state
        .find(ConfigTypes.MACHINE_CONFIGS, CONFIG)
        .map(resource -> ConfigSpecs.decode(resource.spec()))
        .filter(config -> !config.isPartial() && config.machineType().isControlPlane())
        .ifPresent(
            config ->
                state.modify(
                    SecretTypes.KUBERNETES_ROOT_SECRETS, SecretTypes.KUBERNETES_ID, root(config)));
  }

  private static KubernetesRootSpec root(MachineConfig config) {
    KubernetesConfig kubernetes = config.kubernetes();
    var root =
        KubernetesRootSpec.newBuilder()
            .setName(config.clusterName().orElse(""))
            .setEndpoint(url(config.clusterEndpoint().orElse("")))
            .setLocalEndpoint(url("https://localhost:" + kubernetes.apiServerPort()))
            .addAllCertSaNs(kubernetes.apiServerCertSans())
            .setDnsDomain(kubernetes.clusterDomain())
            .setIssuerUrl(kubernetes.issuerUrl().orElse(""))
            .setSecretboxEncryptionSecret(kubernetes.secretboxSecret().orElse(""))
            .setAescbcEncryptionSecret(kubernetes.aescbcSecret().orElse(""))
            .setEtcdEncryptionConfig(Structs.of(kubernetes.etcdEncryption()));
    authorities(root, kubernetes);
    kubernetes.serviceAccountKey().ifPresent(key -> root.setServiceAccount(Pems.encodeKey(key)));
    ServiceNetworks.first(kubernetes.serviceSubnets())
        .forEach(address -> root.addApiServerIps(Pems.encode(address)));
    BootstrapToken token = BootstrapToken.parse(kubernetes.bootstrapToken().orElse(""));
    return root.setBootstrapTokenId(token.id()).setBootstrapTokenSecret(token.secret()).build();
  }

  private static void authorities(KubernetesRootSpec.Builder root, KubernetesConfig kubernetes) {
    kubernetes
        .authority()
        .ifPresent(
            authority -> {
              root.addAcceptedCAs(Pems.encode(authority.certificate()));
              if (authority.hasKey()) {
                root.setIssuingCa(Pems.encode(authority));
              }
            });
    kubernetes
        .acceptedAuthorities()
        .forEach(certificate -> root.addAcceptedCAs(Pems.encode(certificate)));
    kubernetes
        .aggregatorAuthority()
        .ifPresent(
            authority -> {
              root.addAcceptedAggregatorCAs(Pems.encode(authority.certificate()));
              root.setAggregatorCa(Pems.encode(authority));
            });
  }

  private static URL url(String text) {
    return URL.newBuilder().setFullPath(text).build();
  }
}
