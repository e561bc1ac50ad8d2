package dev.ijen.operator;

import dev.ijen.crds.Machine;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The CRDs of the operator. */
final class Crds {
  private static final Map<String, String> KIND_OF =
      Map.of(
          "clusters", "Cluster",
          "healthgates", "HealthGate",
          "machineconfigrevisions", "MachineConfigRevision",
          "machineconfigs", "MachineConfig",
          "machinepools", "MachinePool",
          "machines", "Machine",
          "maintenancewindows", "MaintenanceWindow",
          "osupgrades", "OSUpgrade",
          "rollouts", "Rollout");

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private Crds() {}

  /** The kinds. */
  static Collection<String> kinds() {
    return KIND_OF.values();
  }

  /** Installs them and waits until they are served. */
  static void install(KubernetesClient client) throws IOException {
    for (String kind : KIND_OF.keySet()) {
      String file = "/META-INF/ijen/crds/" + kind + ".ijen.dev.yaml";
      try (InputStream yaml = Machine.class.getResourceAsStream(file)) {
        client.load(yaml).serverSideApply();
      }
    }
    for (String kind : KIND_OF.keySet()) {
      client
          .resources(CustomResourceDefinition.class)
          .withName(kind + ".ijen.dev")
          .waitUntilCondition(Crds::isEstablished, 60, TimeUnit.SECONDS);
    }
    for (String kind : KIND_OF.values()) {
      awaitServed(client, kind);
    }
  }

  /** A kind that is established may still answer that its storage is being prepared. */
  private static void awaitServed(KubernetesClient client, String kind) {
    Instant end = Instant.now().plus(PATIENCE);
    while (true) {
      try {
        client.genericKubernetesResources("ijen.dev/v1alpha1", kind).inAnyNamespace().list();
        return;
      } catch (KubernetesClientException e) {
        if (Instant.now().isAfter(end)) {
          throw e;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      }
    }
  }

  private static boolean isEstablished(CustomResourceDefinition crd) {
    return crd != null
        && crd.getStatus() != null
        && crd.getStatus().getConditions() != null
        && crd.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("Established") && c.getStatus().equals("True"));
  }
}
