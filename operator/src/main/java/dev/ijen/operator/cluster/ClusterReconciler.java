package dev.ijen.operator.cluster;

import dev.ijen.crds.Cluster;
import dev.ijen.crds.ClusterStatus;
import dev.ijen.crds.ClusterStatus.Grant;
import dev.ijen.crds.Condition;
import dev.ijen.crds.Hold;
import dev.ijen.crds.Machine;
import dev.ijen.crds.MachineStatus;
import dev.ijen.crds.Rollout;
import dev.ijen.operator.condition.Conditions;
import dev.ijen.operator.condition.Reason;
import dev.ijen.operator.condition.Sources;
import dev.ijen.operator.condition.Statuses;
import dev.ijen.operator.fleet.Fleet;
import dev.ijen.operator.fleet.Fleets;
import dev.ijen.operator.fleet.NodeState;
import dev.ijen.operator.metrics.Gauges;
import dev.ijen.operator.rollout.Grants;
import dev.ijen.operator.rollout.Versions;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.rate.RateLimited;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sums a cluster up. Its grants are written by the rollouts; this takes back those that lost
 * theirs.
 */
@ControllerConfiguration(name = "cluster", fieldManager = "ijen-cluster")
@RateLimited(maxReconciliations = 3, within = 3) // machines change one by one
public final class ClusterReconciler implements Reconciler<Cluster> {
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final Duration POLL = Duration.ofMinutes(5);

  private final KubernetesClient client;
  private final Fleets fleets;
  private final Gauges gauges;
  private final Orphans orphans = new Orphans();

  ClusterReconciler(KubernetesClient client, Fleets fleets, Gauges gauges) {
    this.client = client;
    this.fleets = fleets;
    this.gauges = gauges;
  }

  @Override
  public List<EventSource<?, Cluster>> prepareEventSources(EventSourceContext<Cluster> context) {
    gauges.clusters(() -> context.getPrimaryCache().list().toList());
    return List.of(
        Sources.ofNamespace(Machine.class, Cluster.class, context, (_, _) -> true),
        Sources.ofNamespace(Rollout.class, Cluster.class, context, (_, _) -> false));
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
        Instant now = Instant.now();
        List<Grant> grants = orphans.remove(namespace, situations(cluster, machines), now);
        ClusterStatus status = status(cluster, grants, clusters.size(), machines, now);
        if (!status.equals(cluster.getStatus()) && !replace(cluster, status)) {
          return UpdateControl.<Cluster>noUpdate().rescheduleAfter(AGAIN);
        }
      }
    }
    return UpdateControl.<Cluster>noUpdate()
        .rescheduleAfter(orphans.isWaiting(namespace) ? Orphans.PATIENCE : POLL);
  }

  /** Reads the rollouts anew: a cache may not know yet the one that was just granted something. */
  private List<Orphans.Situation> situations(Cluster cluster, List<Machine> machines) {
    List<Grant> grants = Grants.of(cluster);
    if (grants.isEmpty()) {
      return List.of();
    }
    String namespace = cluster.getMetadata().getNamespace();
    Set<String> known =
        machines.stream().map(m -> m.getMetadata().getName()).collect(Collectors.toSet());
    var rollouts = client.resources(Rollout.class).inNamespace(namespace);
    Set<String> gone =
        grants.stream()
            .map(Grant::rollout)
            .distinct()
            .filter(name -> rollouts.withName(name).get() == null)
            .collect(Collectors.toSet());
    Fleet fleet = fleets.of(namespace);
    return grants.stream()
        .map(
            grant ->
                new Orphans.Situation(
                    grant,
                    gone.contains(grant.rollout()),
                    !known.contains(grant.machine())
                        || fleet.state(grant.machine()).filter(NodeState::isSettled).isPresent()))
        .toList();
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

  static ClusterStatus status(
      Cluster cluster, List<Grant> grants, int clusters, List<Machine> machines, Instant now) {
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
        grants,
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
