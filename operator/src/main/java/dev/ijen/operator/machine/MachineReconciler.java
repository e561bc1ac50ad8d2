package dev.ijen.operator.machine;

import dev.ijen.crds.Condition;
import dev.ijen.crds.Machine;
import dev.ijen.crds.MachineConfig;
import dev.ijen.crds.MachinePool;
import dev.ijen.crds.MachineStatus;
import dev.ijen.operator.Settings;
import dev.ijen.operator.condition.Conditions;
import dev.ijen.operator.condition.Events;
import dev.ijen.operator.condition.Reason;
import dev.ijen.operator.condition.Sources;
import dev.ijen.operator.condition.Statuses;
import dev.ijen.operator.fleet.ConfigSource;
import dev.ijen.operator.fleet.Fleets;
import dev.ijen.operator.machineconfig.Selection;
import dev.ijen.operator.metrics.Gauges;
import dev.ijen.operator.node.Delivery;
import dev.ijen.operator.node.Nodes;
import dev.ijen.operator.node.Observation;
import dev.ijen.operator.node.UnusableTalosconfig;
import dev.ijen.operator.revision.RevisionConfigs;
import dev.ijen.operator.rollout.Members;
import dev.ijen.operator.secret.Secrets;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a node at the config that its Machine and the fragments describe: observe, decide, do one
 * thing, report.
 */
@ControllerConfiguration(
    name = "machine",
    fieldManager = "ijen-machine",
    generationAwareEventProcessing = false, // labels count too; the filter does that work
    informer = @Informer(onUpdateFilter = SpecOrLabels.class),
    maxReconciliationInterval =
        @MaxReconciliationInterval(interval = 10, timeUnit = TimeUnit.MINUTES))
@GradualRetry(maxAttempts = Integer.MAX_VALUE, maxInterval = 300_000)
public final class MachineReconciler implements Reconciler<Machine> {
  private static final Logger LOG = LoggerFactory.getLogger(MachineReconciler.class);
  private static final Duration EFFECT_POLL = Duration.ofSeconds(2);

  private final Nodes nodes;
  private final Secrets secrets;
  private final Events events;
  private final Settings settings;
  private final Fleets fleets;
  private final RevisionConfigs configs;
  private final Gauges gauges;

  MachineReconciler(
      Nodes nodes,
      Secrets secrets,
      Events events,
      Settings settings,
      Fleets fleets,
      RevisionConfigs configs,
      Gauges gauges) {
    this.nodes = nodes;
    this.secrets = secrets;
    this.events = events;
    this.settings = settings;
    this.fleets = fleets;
    this.configs = configs;
    this.gauges = gauges;
  }

  @Override
  public List<EventSource<?, Machine>> prepareEventSources(EventSourceContext<Machine> context) {
    gauges.machines(() -> context.getPrimaryCache().list().toList());
    var states = new SimpleInboundEventSource<Machine>("nodes");
    fleets.listen((namespace, name) -> states.propagateEvent(new ResourceID(name, namespace)));
    return List.of(
        Sources.ofNamespace(MachineConfig.class, Machine.class, context, new SpecOrLabels<>()),
        Sources.ofNamespace(MachinePool.class, Machine.class, context, MachineReconciler::isNew),
        states);
  }

  /** A pool concerns its machines when it selects others, or has another revision. */
  private static boolean isNew(MachinePool now, MachinePool before) {
    return !now.getMetadata().getGeneration().equals(before.getMetadata().getGeneration())
        || !revision(now).equals(revision(before));
  }

  private static Optional<String> revision(MachinePool pool) {
    return Optional.ofNullable(pool.getStatus()).flatMap(s -> Optional.ofNullable(s.revision()));
  }

  @Override
  public UpdateControl<Machine> reconcile(Machine machine, Context<Machine> context)
      throws InterruptedException {
    String talosconfig = talosconfig(machine).orElse("");
    String namespace = machine.getMetadata().getNamespace();
    List<MachinePool> pools =
        Members.poolsOf(machine, Sources.list(context, MachinePool.class, namespace));
    if (!pools.isEmpty()) {
      return lookAfter(machine, pools, talosconfig, context);
    }
    fleets.disconnect(namespace, machine.getMetadata().getName());
    MachineView view = view(machine, fragments(machine, context), talosconfig);
    Decision decision = MachinePlanner.next(view, Instant.now());
    Result result = carryOut(machine, view, decision, talosconfig);
    report(machine, result, context);
    return UpdateControl.<Machine>noUpdate().rescheduleAfter(pause(result.outcome()));
  }

  /** Watches the node of a machine of a pool; rollouts change it. */
  private UpdateControl<Machine> lookAfter(
      Machine machine, List<MachinePool> pools, String talosconfig, Context<Machine> context) {
    String namespace = machine.getMetadata().getNamespace();
    String name = machine.getMetadata().getName();
    Optional<Outcome> fault = connect(machine, pools, talosconfig);
    Optional<String> revision = revision(pools.getFirst());
    var view =
        new PooledMachines.View(
            machine,
            pools.getFirst().getMetadata().getName(),
            revision,
            revision.flatMap(wanted -> desired(machine, wanted)),
            fault,
            fleets.of(namespace).state(name));
    MachineStatus status = PooledMachines.status(view, Instant.now());
    Optional<String> before = reason(machine.getStatus());
    if (Statuses.write(machine, new Machine(), status, context) && !reason(status).equals(before)) {
      Condition ready = Conditions.find(status.conditions(), MachineConditions.READY).orElseThrow();
      Reason.of(ready.reason()).ifPresent(word -> events.write(machine, word, ready.message()));
    }
    fleets.of(namespace).poll(name, settings.watchedPoll().dividedBy(10));
    return UpdateControl.<Machine>noUpdate().rescheduleAfter(settings.watchedPoll());
  }

  private Optional<Outcome> connect(Machine machine, List<MachinePool> pools, String talosconfig) {
    if (pools.size() > 1) {
      return Optional.of(
          Outcome.stalled(Reason.OVERLAPPING_POOLS, "more than one MachinePool selects it"));
    }
    try {
      fleets.connect(machine, talosconfig);
      return Optional.empty();
    } catch (UnusableTalosconfig e) {
      return Optional.of(
          Outcome.stalled(Reason.CREDENTIALS_REFUSED, String.valueOf(e.getMessage())));
    }
  }

  private Optional<String> desired(Machine machine, String revision) {
    try {
      return configs.hash(machine, revision);
    } catch (ConfigSource.Unusable e) {
      LOG.atDebug().setCause(e).log("no desired config");
      return Optional.empty();
    }
  }

  private static Optional<String> reason(@Nullable MachineStatus status) {
    return status == null
        ? Optional.empty()
        : Conditions.find(status.conditions(), MachineConditions.READY).map(Condition::reason);
  }

  /** What was seen last and how it ended. */
  private record Result(MachineView view, Outcome outcome) {}

  private MachineView view(Machine machine, List<MachineConfig> configs, String talosconfig)
      throws InterruptedException {
    Inputs inputs = Inputs.gather(machine, configs, secrets);
    return new MachineView(
        machine.getMetadata().getGeneration(),
        inputs.sources(),
        inputs.render(),
        observe(machine, talosconfig),
        new Before(machine.getStatus()));
  }

  private Observation observe(Machine machine, String talosconfig) throws InterruptedException {
    return nodes.observe(machine.getSpec().addresses(), talosconfig);
  }

  private Result carryOut(Machine machine, MachineView view, Decision decision, String talosconfig)
      throws InterruptedException {
    return switch (decision) {
      case Decision.InSync _ -> new Result(view, Outcome.RUNNING);
      case Decision.AwaitEffect _ -> new Result(view, Outcome.APPLYING);
      case Decision.Unreachable(String message) -> new Result(view, Outcome.unreachable(message));
      case Decision.Stalled(Reason reason, String message) ->
          new Result(view, Outcome.stalled(reason, message));
      case Decision.Apply apply -> apply(machine, view, apply, talosconfig);
    };
  }

  private Result apply(Machine machine, MachineView view, Decision.Apply apply, String talosconfig)
      throws InterruptedException {
    return switch (nodes.apply(apply.address(), talosconfig, apply.config())) {
      case Delivery.Taken _ -> {
        Reason reason = apply.drift() ? Reason.DRIFT_CORRECTED : Reason.CONFIG_APPLIED;
        events.write(machine, reason, applied(apply, view));
        LOG.atInfo()
            .addKeyValue("machine", machine.getMetadata().getName())
            .addKeyValue("namespace", machine.getMetadata().getNamespace())
            .addKeyValue("drift", apply.drift())
            .log("applied machine config");
        MachineView after = view.with(observe(machine, talosconfig));
        boolean inSync = MachinePlanner.next(after, Instant.now()) instanceof Decision.InSync;
        yield new Result(after, inSync ? Outcome.RUNNING : Outcome.APPLYING);
      }
      case Delivery.Refused(String reason) ->
          new Result(view, Outcome.stalled(Reason.NODE_REFUSED, reason));
      case Delivery.Lost(String reason) -> new Result(view, Outcome.unreachable(reason));
    };
  }

  private static String applied(Decision.Apply apply, MachineView view) {
    String sources =
        view.sources().stream().map(MachineStatus.Source::name).collect(Collectors.joining(", "));
    String of = sources.isEmpty() ? "the base config" : "the base config and " + sources;
    return apply.drift()
        ? "the node held another config; it was given " + of + " again"
        : "the node took " + of;
  }

  private void report(Machine machine, Result result, Context<Machine> context) {
    MachineStatus status = MachineStatuses.of(result.view(), result.outcome(), Instant.now());
    if (Statuses.write(machine, new Machine(), status, context) && isNews(result)) {
      events.write(machine, result.outcome().reason(), result.outcome().message());
    }
  }

  /**
   * Whether the reason is another one than before; a config that was just applied has its own
   * event.
   */
  private static boolean isNews(Result result) {
    Optional<String> before =
        Conditions.find(result.view().before().conditions(), MachineConditions.READY)
            .map(Condition::reason);
    return !before.equals(Optional.of(result.outcome().reason().word()));
  }

  private Duration pause(Outcome outcome) {
    return switch (outcome.phase()) {
      case RUNNING, STALLED, NOT_READY -> settings.poll();
      case UNREACHABLE -> settings.retry();
      case APPLYING, CHANGING -> EFFECT_POLL;
    };
  }

  private Optional<String> talosconfig(Machine machine) {
    var ref = machine.getSpec().credentialsSecretRef();
    return secrets.find(machine.getMetadata().getNamespace(), ref.name(), ref.key());
  }

  private static List<MachineConfig> fragments(Machine machine, Context<Machine> context) {
    String namespace = machine.getMetadata().getNamespace();
    return Sources.list(context, MachineConfig.class, namespace).stream()
        .filter(config -> Selection.isFor(config, machine))
        .toList();
  }
}
