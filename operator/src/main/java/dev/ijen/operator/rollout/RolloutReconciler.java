package dev.ijen.operator.rollout;

import dev.ijen.crds.HealthGate;
import dev.ijen.crds.Machine;
import dev.ijen.crds.MachinePool;
import dev.ijen.crds.MaintenanceWindow;
import dev.ijen.crds.OSUpgrade;
import dev.ijen.crds.Rollout;
import dev.ijen.operator.Leadership;
import dev.ijen.operator.condition.Events;
import dev.ijen.operator.condition.Sources;
import dev.ijen.operator.fleet.Fleets;
import dev.ijen.operator.metrics.Gauges;
import dev.ijen.operator.metrics.RolloutMeters;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.rate.RateLimited;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Runs the engine for each Rollout whenever something around it changes. */
@ControllerConfiguration(
    name = "rollout",
    fieldManager = "ijen-rollout",
    finalizerName = Grants.FINALIZER,
    maxReconciliationInterval =
        @MaxReconciliationInterval(interval = 10, timeUnit = TimeUnit.MINUTES))
@GradualRetry(maxAttempts = Integer.MAX_VALUE, maxInterval = 30_000)
@RateLimited(maxReconciliations = 4, within = 1) // machines change one by one
public final class RolloutReconciler implements Reconciler<Rollout>, Cleaner<Rollout> {
  private final KubernetesClient client;
  private final Fleets fleets;
  private final KubeGates healthGates;
  private final Events events;
  private final Leadership leadership;
  private final Gauges gauges;
  private final RolloutMeters meters;

  RolloutReconciler(
      KubernetesClient client,
      Fleets fleets,
      KubeGates healthGates,
      Events events,
      Leadership leadership,
      Gauges gauges,
      RolloutMeters meters) {
    this.client = client;
    this.fleets = fleets;
    this.healthGates = healthGates;
    this.events = events;
    this.leadership = leadership;
    this.gauges = gauges;
    this.meters = meters;
  }

  @Override
  public List<EventSource<?, Rollout>> prepareEventSources(EventSourceContext<Rollout> context) {
    gauges.rollouts(() -> context.getPrimaryCache().list().toList());
    var sources = new ArrayList<EventSource<?, Rollout>>();
    List.of(
            MachinePool.class,
            OSUpgrade.class,
            HealthGate.class,
            MaintenanceWindow.class,
            Machine.class)
        .forEach(
            kind ->
                sources.add(
                    Sources.of(
                        kind, Rollout.class, context, namespace -> active(context, namespace))));
    var nodes = new SimpleInboundEventSource<Rollout>("nodes");
    fleets.listen((namespace, _) -> active(context, namespace).forEach(nodes::propagateEvent));
    sources.add(nodes);
    return sources;
  }

  private static Set<ResourceID> active(EventSourceContext<Rollout> context, String namespace) {
    return context
        .getPrimaryCache()
        .list(namespace)
        .filter(
            rollout ->
                rollout.getStatus() == null
                    || rollout.getStatus().phase() == null
                    || !rollout.getStatus().phase().isFinal())
        .map(ResourceID::fromResource)
        .collect(Collectors.toSet());
  }

  @Override
  public UpdateControl<Rollout> reconcile(Rollout rollout, Context<Rollout> context)
      throws InterruptedException {
    return UpdateControl.<Rollout>noUpdate().rescheduleAfter(run(rollout, context));
  }

  /** A deleted Rollout is carried on as a cancelled one; the engine lets it go at the end. */
  @Override
  public DeleteControl cleanup(Rollout rollout, Context<Rollout> context)
      throws InterruptedException {
    return DeleteControl.noFinalizerRemoval().rescheduleAfter(run(rollout, context));
  }

  private Duration run(Rollout rollout, Context<Rollout> context) throws InterruptedException {
    String namespace = rollout.getMetadata().getNamespace();
    var store =
        new KubeRolloutStore(client, namespace, () -> caches(context, namespace), events, meters);
    var fleet = fleets.of(namespace);
    var engine =
        new RolloutEngine(
            store, fleet, healthGates.reader(namespace, fleet), leadership, Clock.systemUTC());
    return engine.run(rollout.getMetadata().getName());
  }

  private static Surroundings caches(Context<Rollout> context, String namespace) {
    return new Surroundings(
        List.of(),
        Sources.list(context, Machine.class, namespace),
        Sources.list(context, MachinePool.class, namespace),
        context.getPrimaryCache().list(namespace).toList(),
        Sources.list(context, OSUpgrade.class, namespace),
        Sources.list(context, HealthGate.class, namespace),
        Sources.list(context, MaintenanceWindow.class, namespace));
  }
}
