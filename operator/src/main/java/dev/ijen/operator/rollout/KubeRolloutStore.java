package dev.ijen.operator.rollout;

import dev.ijen.crds.Cluster;
import dev.ijen.crds.ClusterStatus;
import dev.ijen.crds.ClusterStatus.Grant;
import dev.ijen.crds.Machine;
import dev.ijen.crds.Rollout;
import dev.ijen.crds.RolloutStatus;
import dev.ijen.operator.condition.Events;
import dev.ijen.operator.condition.Reason;
import dev.ijen.operator.condition.Statuses;
import dev.ijen.operator.metrics.RolloutMeters;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** The objects of a namespace of an API server. */
final class KubeRolloutStore implements RolloutStore {
  private static final PatchContext JSON_MERGE = PatchContext.of(PatchType.JSON_MERGE);

  private final KubernetesClient client;
  private final String namespace;
  private final Supplier<Surroundings> caches;
  private final Events events;
  private final RolloutMeters meters;

  /**
   * Makes a store.
   *
   * @param caches the objects of which a moment's age does no harm
   */
  KubeRolloutStore(
      KubernetesClient client,
      String namespace,
      Supplier<Surroundings> caches,
      Events events,
      RolloutMeters meters) {
    this.client = client;
    this.namespace = namespace;
    this.caches = caches;
    this.events = events;
    this.meters = meters;
  }

  @Override
  public Optional<Rollout> rollout(String name) {
    return Optional.ofNullable(
        client.resources(Rollout.class).inNamespace(namespace).withName(name).get());
  }

  @Override
  public Surroundings surroundings() {
    Surroundings cached = caches.get();
    return new Surroundings(
        client.resources(Cluster.class).inNamespace(namespace).list().getItems(),
        cached.machines(),
        cached.pools(),
        cached.rollouts(),
        cached.upgrades(),
        cached.gates(),
        cached.windows());
  }

  @Override
  public void write(Rollout rollout, RolloutStatus status) throws Conflict {
    Rollout after = fresh(rollout, new Rollout());
    after.setSpec(rollout.getSpec());
    after.setStatus(status);
    put(after);
    meters.written(rollout, status, Instant.now());
  }

  @Override
  public void write(Cluster cluster, List<Grant> grants) throws Conflict {
    ClusterStatus before = Objects.requireNonNullElse(cluster.getStatus(), ClusterStatus.NONE);
    Cluster after = fresh(cluster, new Cluster());
    after.setSpec(cluster.getSpec());
    after.setStatus(
        new ClusterStatus(
            before.observedGeneration(),
            grants,
            before.machines(),
            before.ready(),
            before.drifted(),
            before.os(),
            before.conditions()));
    put(after);
  }

  @Override
  public void letGo(Rollout rollout) throws Conflict {
    List<String> others =
        rollout.getFinalizers().stream().filter(name -> !name.equals(Grants.FINALIZER)).toList();
    String patch =
        "{\"metadata\":{\"resourceVersion\":%s,\"finalizers\":%s}}"
            .formatted(json(rollout.getMetadata().getResourceVersion()), json(others));
    attempt(rollout, () -> client.resource(rollout).patch(JSON_MERGE, patch));
  }

  private String json(Object value) {
    return client.getKubernetesSerialization().asJson(value);
  }

  @Override
  public void tell(Rollout rollout, Optional<String> machine, Reason reason, String message) {
    if (machine.isEmpty()) {
      events.write(rollout, reason, message);
      return;
    }
    Machine found =
        client.resources(Machine.class).inNamespace(namespace).withName(machine.get()).get();
    if (found != null) {
      events.write(found, reason, message);
    }
  }

  private static <R extends CustomResource<?, ?>> R fresh(R from, R to) {
    to.setMetadata(
        new ObjectMetaBuilder()
            .withName(from.getMetadata().getName())
            .withNamespace(from.getMetadata().getNamespace())
            .withResourceVersion(from.getMetadata().getResourceVersion())
            .build());
    return to;
  }

  /** Replaces the status if the object is still the one that was read. */
  private void put(CustomResource<?, ?> object) throws Conflict {
    attempt(object, () -> client.resource(object).lockResourceVersion().updateStatus());
  }

  private void attempt(CustomResource<?, ?> object, Runnable change) throws Conflict {
    try {
      change.run();
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT
          || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        throw new Conflict(object.getMetadata().getName());
      }
      throw Statuses.refused(client, object, e);
    }
  }
}
