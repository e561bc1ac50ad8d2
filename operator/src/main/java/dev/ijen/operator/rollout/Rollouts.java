package dev.ijen.operator.rollout;

import dev.ijen.crds.Machine;
import dev.ijen.crds.MachinePool;
import dev.ijen.crds.Rollout;
import dev.ijen.crds.RolloutSpec;
import dev.ijen.crds.RolloutSpec.Kind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes rollouts and finds them again. */
public final class Rollouts {
  /** Uid of the object that wanted a rollout. */
  private static final String OWNER = "ijen.dev/owner";

  /** Why a rollout was made, if not for something new. */
  public static final String CAUSE = "ijen.dev/cause";

  private static final String ZONE = "topology.kubernetes.io/zone";

  private Rollouts() {}

  /** The rollouts that an object wanted, the oldest first, as they are now. */
  public static List<Rollout> of(KubernetesClient client, String namespace, String ownerUid) {
    return client
        .resources(Rollout.class)
        .inNamespace(namespace)
        .withLabel(OWNER, ownerUid)
        .list()
        .getItems()
        .stream()
        .sorted(Comparator.comparing((Rollout r) -> r.getMetadata().getCreationTimestamp()))
        .toList();
  }

  /** Makes a rollout; one of this name that exists is taken. */
  public static Rollout create(
      KubernetesClient client,
      HasMetadata owner,
      String name,
      Kind kind,
      RolloutSpec.Target target,
      MachinePool pool,
      List<Machine> machines,
      Optional<String> cause) {
    var rollout = new Rollout();
    rollout.setMetadata(
        new ObjectMetaBuilder()
            .withName(name)
            .withNamespace(owner.getMetadata().getNamespace())
            .addToLabels(OWNER, owner.getMetadata().getUid())
            .addToLabels(cause.map(word -> Map.of(CAUSE, word)).orElse(Map.of()))
            .withOwnerReferences(
                new OwnerReferenceBuilder()
                    .withApiVersion(owner.getApiVersion())
                    .withKind(owner.getKind())
                    .withName(owner.getMetadata().getName())
                    .withUid(owner.getMetadata().getUid())
                    .withController(true)
                    .build())
            .build());
    rollout.setSpec(spec(kind, target, pool, machines));
    try {
      return client.resource(rollout).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      return client.resource(rollout).get();
    }
  }

  private static RolloutSpec spec(
      Kind kind, RolloutSpec.Target target, MachinePool pool, List<Machine> machines) {
    List<Waves.Candidate> candidates = machines.stream().map(Rollouts::candidate).toList();
    return new RolloutSpec(
        kind,
        pool.getMetadata().getName(),
        target,
        pool.getSpec().rollout(),
        pool.getSpec().applyMode(),
        Waves.plan(candidates, pool.getSpec().rollout()),
        false,
        false,
        List.of(),
        List.of());
  }

  private static Waves.Candidate candidate(Machine machine) {
    Map<String, String> labels =
        Optional.ofNullable(machine.getMetadata().getLabels()).orElse(Map.of());
    return new Waves.Candidate(
        machine.getMetadata().getName(),
        labels.getOrDefault(ZONE, ""),
        machine.getMetadata().getCreationTimestamp());
  }

  /** Passes the wish to cancel on. */
  public static void cancel(KubernetesClient client, Rollout rollout) {
    boolean over =
        rollout.getStatus() != null
            && rollout.getStatus().phase() != null
            && rollout.getStatus().phase().isFinal();
    if (!rollout.getSpec().cancel() && !over) {
      client
          .resource(rollout)
          .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"cancel\":true}}");
    }
  }
}
