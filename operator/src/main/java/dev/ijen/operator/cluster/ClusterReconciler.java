package dev.ijen.operator.cluster;

import dev.ijen.crds.Cluster;
import dev.ijen.crds.ClusterStatus;
import dev.ijen.crds.Condition;
import dev.ijen.crds.Hold;
import dev.ijen.crds.Machine;
import dev.ijen.crds.MachineStatus;
import dev.ijen.operator.condition.Conditions;
import dev.ijen.operator.condition.Reason;
import dev.ijen.operator.condition.Sources;
import dev.ijen.operator.condition.Statuses;
import dev.ijen.operator.rollout.Grants;
import dev.ijen.operator.rollout.Versions;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Sums a cluster up. Its grants are written by the rollouts alone. */
@ControllerConfiguration(name = "cluster", fieldManager = "ijen-cluster")
public final class ClusterReconciler implements Reconciler<Cluster> {
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final Duration POLL = Duration.ofMinutes(5);

  private final KubernetesClient client;

  ClusterReconciler(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public List<EventSource<?, Cluster>> prepareEventSources(EventSourceContext<Cluster> context) {
    return List.of(Sources.ofNamespace(Machine.class, Cluster.class, context, (_, _) -> true));
  }

  /** Replaces the status only if nobody granted anything meanwhile. */
  @Override
  public UpdateControl<Cluster> reconcile(Cluster cached, Context<Cluster> context) {
    String namespace = cached.getMetadata().getNamespace();
    List<Cluster> clusters =
        client.resources(Cluster.class).inNamespace(namespace).list().getItems();
    for (Cluster cluster : clusters) {
      if (cluster.getMetadata().getName().equals(cached.getMetadata().getName())) {
        List<Machine> machines = Sources.list(context, Machine.class, namespace);
        ClusterStatus status = status(cluster, clusters.size(), machines, Instant.now());
        if (!status.equals(cluster.getStatus()) && !replace(cluster, status)) {
          return UpdateControl.<Cluster>noUpdate().rescheduleAfter(AGAIN);
        }
      }
    }
    return UpdateControl.<Cluster>noUpdate().rescheduleAfter(POLL);
  }

  private boolean replace(Cluster cluster, ClusterStatus status) {
    cluster.setStatus(status);
    try {
      client.resource(cluster).lockResourceVersion().updateStatus();
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
        return false;
      }
      throw Statuses.refused(client, cluster, e);
    }
  }

  static ClusterStatus status(Cluster cluster, int clusters, List<Machine> machines, Instant now) {
    List<Condition> before =
        cluster.getStatus() == null ? List.of() : cluster.getStatus().conditions();
    long generation = cluster.getMetadata().getGeneration();
    int ready = count(machines, "Ready");
    boolean only = clusters == 1;
    boolean well = only && ready == machines.size();
    Reason reason = only ? (well ? Reason.OK : Reason.NOT_READY) : Reason.NO_CLUSTER;
    String message =
        only
            ? "%d of %d machines are ready".formatted(ready, machines.size())
            : "the namespace must have one Cluster, it has %d".formatted(clusters);
    Hold freeze = cluster.getSpec().freeze();
    boolean frozen = freeze != null && freeze.holds(now);
    return new ClusterStatus(
        generation,
        Grants.of(cluster),
        machines.size(),
        ready,
        count(machines, "Drifted"),
        Versions.span(machines),
        new Conditions(before, generation, now)
            .set("Ready", Conditions.status(well), reason, message)
            .set("Reconciling", Condition.Status.FALSE, reason, "")
            .set("Stalled", Conditions.status(!only), reason, "")
            .set(
                "Frozen",
                Conditions.status(frozen),
                frozen ? Reason.FROZEN : Reason.OK,
                freeze == null ? "" : freeze.reason())
            .list());
  }

  private static int count(List<Machine> machines, String condition) {
    return (int)
        machines.stream()
            .map(Machine::getStatus)
            .filter(status -> status != null && holds(status, condition))
            .count();
  }

  private static boolean holds(MachineStatus status, String condition) {
    return Conditions.find(status.conditions(), condition)
        .filter(found -> found.status() == Condition.Status.TRUE)
        .isPresent();
  }
}
