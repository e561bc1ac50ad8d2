package dev.ijen.machined.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.ijen.api.resource.config.MachineConfigSpec;
import dev.ijen.api.resource.k8s.SecretsStatusSpec;
import dev.ijen.api.resource.secrets.KubernetesRootSpec;
import dev.ijen.api.resource.v1alpha1.ServiceSpec;
import dev.ijen.config.generate.ClusterInput;
import dev.ijen.config.generate.ConfigGenerator;
import dev.ijen.config.generate.SecretsBundle;
import dev.ijen.machined.config.resource.ConfigTypes;
import dev.ijen.machined.k8s.resource.KubernetesTypes;
import dev.ijen.machined.secrets.resource.SecretTypes;
import dev.ijen.machined.v1alpha1.resource.ServiceTypes;
import dev.ijen.machined.wire.Structs;
import dev.ijen.runtime.harness.ControllerHarness;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From a machine config to the pods of the control plane. */
class ControlPlaneChainTest {
  private static final ServiceSpec WELL =
      ServiceSpec.newBuilder().setRunning(true).setHealthy(true).build();

  @Test
  void podsAppearOnceEtcdIsWellAndOutliveItsRestart() throws Exception {
    try (var harness = harness()) {
      harness.await(
          KubernetesTypes.API_SERVER_CONFIGS,
          "final-kube-apiserver",
          config -> config.getArgsList().contains("--secure-port=6443"));
      assertThat(harness.state().list(KubernetesTypes.STATIC_PODS, "k8s")).isEmpty();

      harness.put(ServiceTypes.SERVICES, "etcd", WELL);
      for (String pod : List.of("kube-apiserver", "kube-controller-manager", "kube-scheduler")) {
        harness.await(
            KubernetesTypes.STATIC_PODS,
            pod,
            spec -> Structs.json(spec.getPod()).contains("registry.k8s.io/" + pod + ":v1.37.2"));
      }
      harness.remove(ServiceTypes.SERVICES, "etcd");
      harness.put(
          KubernetesTypes.SECRET_STATUSES,
          "static-pods",
          SecretsStatusSpec.newBuilder().setReady(true).setVersion("2").build());
      harness.await(
          KubernetesTypes.STATIC_PODS,
          "kube-apiserver",
          spec -> Structs.json(spec.getPod()).contains("\"dev.ijen/secrets-version\":\"2\""));
    }
  }

  @Test
  void aPodSeesItsOwnSecretsAlone() throws Exception {
    try (var harness = harness()) {
      harness.put(ServiceTypes.SERVICES, "etcd", WELL);
      String pod =
          Structs.json(
              harness
                  .await(KubernetesTypes.STATIC_PODS, "kube-scheduler", spec -> true)
                  .spec()
                  .getPod());
      assertThat(pod)
          .contains(
              "\"hostPath\":{\"path\":\"/system/secrets/kubernetes/kube-scheduler\"}",
              "\"runAsUser\":65536",
              "\"drop\":[\"ALL\"]")
          .doesNotContain("kube-apiserver");
    }
  }

  private static ControllerHarness harness() throws Exception {
    var harness = new ControllerHarness();
    var secrets = SecretsBundle.generate(Clock.systemUTC(), new SecureRandom());
    var input = ClusterInput.of("blue", "https://kube.example.org:6443", secrets);
    String yaml = ConfigGenerator.generate(input).controlPlane().encode();
    harness.put(
        ConfigTypes.MACHINE_CONFIGS,
        "v1alpha1",
        MachineConfigSpec.newBuilder().setYamlMarshalled(ByteString.copyFromUtf8(yaml)).build());
    harness.put(
        SecretTypes.KUBERNETES_ROOT_SECRETS,
        "k8s",
        KubernetesRootSpec.newBuilder().setIssuerUrl("https://kube.example.org:6443").build());
    harness.put(
        KubernetesTypes.SECRET_STATUSES,
        "static-pods",
        SecretsStatusSpec.newBuilder().setReady(true).setVersion("1").build());
    harness.run(
        ControlPlaneConfigController.apiServer(),
        ControlPlaneConfigController.controllerManager(),
        ControlPlaneConfigController.scheduler(),
        ControlPlaneFinalController.apiServer(),
        ControlPlaneFinalController.controllerManager(),
        ControlPlaneFinalController.scheduler(),
        new ControlPlaneStaticPodController());
    return harness;
  }
}
