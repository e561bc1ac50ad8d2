package dev.ijen.operator.pool;

import dev.ijen.crds.Condition;
import dev.ijen.crds.Machine;
import dev.ijen.crds.MachineConfig;
import dev.ijen.crds.MachineConfigRevision;
import dev.ijen.crds.MachinePool;
import dev.ijen.crds.MachinePoolStatus;
import dev.ijen.crds.MachineStatus.Problem;
import dev.ijen.crds.MachineStatus.ProblemKind;
import dev.ijen.crds.Rollout;
import dev.ijen.crds.RolloutSpec;
import dev.ijen.crds.RolloutSpec.Kind;
import dev.ijen.operator.condition.Events;
import dev.ijen.operator.condition.Reason;
import dev.ijen.operator.condition.Sources;
import dev.ijen.operator.condition.Statuses;
import dev.ijen.operator.fleet.ConfigSource.Unusable;
import dev.ijen.operator.machine.SpecOrLabels;
import dev.ijen.operator.render.Renderer;
import dev.ijen.operator.render.Rendering;
import dev.ijen.operator.revision.FrozenFragment;
import dev.ijen.operator.revision.Memory;
import dev.ijen.operator.revision.RevisionConfigs;
import dev.ijen.operator.revision.RevisionStore;
import dev.ijen.operator.revision.Revisions;
import dev.ijen.operator.rollout.Members;
import dev.ijen.operator.rollout.Rollouts;
import dev.ijen.operator.secret.Secrets;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.rate.RateLimited;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Writes the revisions of a pool and the rollouts that bring its machines to them. */
@ControllerConfiguration(
    name = "machinepool",
    fieldManager = "ijen-machinepool",
    maxReconciliationInterval =
        @MaxReconciliationInterval(interval = 10, timeUnit = TimeUnit.MINUTES))
@GradualRetry(maxAttempts = Integer.MAX_VALUE, maxInterval = 60_000)
@RateLimited(maxReconciliations = 3, within = 3) // machines change one by one
public final class MachinePoolReconciler implements Reconciler<MachinePool> {
  private static final Duration POLL = Duration.ofMinutes(5);

  private final KubernetesClient client;
  private final Secrets secrets;
  private final RevisionConfigs configs;
  private final RevisionStore revisions;
  private final Events events;

  /** When a machine was seen to have a config, so that not every look at a pool renders all. */
  private final Memory<Rendered, Instant> rendered = new Memory<>();

  private record Rendered(
      String uid, long generation, Map<String, String> labels, String fragments) {}

  MachinePoolReconciler(
      KubernetesClient client,
      Secrets secrets,
      RevisionConfigs configs,
      RevisionStore revisions,
      Events events) {
    this.client = client;
    this.secrets = secrets;
    this.configs = configs;
    this.revisions = revisions;
    this.events = events;
  }

  @Override
  public List<EventSource<?, MachinePool>> prepareEventSources(
      EventSourceContext<MachinePool> context) {
    return List.of(
        Sources.ofNamespace(Machine.class, MachinePool.class, context, (_, _) -> true),
        Sources.ofNamespace(MachineConfig.class, MachinePool.class, context, new SpecOrLabels<>()),
        Sources.ofNamespace(Rollout.class, MachinePool.class, context, PhaseOnly.FILTER));
  }

  @Override
  public UpdateControl<MachinePool> reconcile(MachinePool pool, Context<MachinePool> context) {
    String namespace = pool.getMetadata().getNamespace();
    List<Machine> members = Members.of(pool, Sources.list(context, Machine.class, namespace));
    List<MachinePool> pools = context.getPrimaryCache().list(namespace).toList();
    PoolView view = view(pool, members, pools, context);
    view.nextRollout(Instant.now()).ifPresent(plan -> begin(pool, view, plan));
    MachinePoolStatus status = PoolStatuses.of(view, Instant.now());
    Reason before = PoolStatuses.reason(pool.getStatus());
    if (Statuses.write(pool, new MachinePool(), status, context)) {
      Reason now = PoolStatuses.reason(status);
      if (now != before) {
        events.write(pool, now, message(status));
      }
    }
    return UpdateControl.<MachinePool>noUpdate().rescheduleAfter(POLL);
  }

  private PoolView view(
      MachinePool pool,
      List<Machine> members,
      List<MachinePool> pools,
      Context<MachinePool> context) {
    String namespace = pool.getMetadata().getNamespace();
    List<MachineConfig> fragments = Sources.list(context, MachineConfig.class, namespace);
    boolean overlaps =
        members.stream().anyMatch(machine -> Members.poolsOf(machine, pools).size() > 1);
    PoolFragments gathered = PoolFragments.gather(pool, members, fragments, secrets);
    List<Problem> problems = problems(gathered, members);
    Optional<MachineConfigRevision> revision =
        problems.isEmpty() && !overlaps && !members.isEmpty()
            ? Optional.of(revisions.ensure(pool, gathered.fragments()))
            : Optional.empty();
    List<Rollout> rollouts =
        client.resources(Rollout.class).inNamespace(namespace).list().getItems().stream()
            .filter(rollout -> rollout.getSpec().pool().equals(pool.getMetadata().getName()))
            .toList();
    return new PoolView(pool, members, overlaps, problems, revision, rollouts);
  }

  /** What keeps the fragments from being a config for every machine of the pool. */
  private List<Problem> problems(PoolFragments gathered, List<Machine> members) {
    var problems = new ArrayList<>(gathered.problems());
    problems.addAll(
        Renderer.conflicts(gathered.fragments().stream().map(FrozenFragment::thawed).toList()));
    String fragments = Revisions.hash(gathered.fragments());
    RevisionConfigs.Pass pass = configs.pass(gathered.fragments());
    for (Machine machine : members) {
      if (problems.isEmpty()) {
        problems.addAll(problems(pass, fragments, machine));
      }
    }
    return problems.stream().limit(Renderer.MAX_PROBLEMS).toList();
  }

  private List<Problem> problems(RevisionConfigs.Pass pass, String fragments, Machine machine) {
    var key =
        new Rendered(
            machine.getMetadata().getUid(),
            machine.getMetadata().getGeneration(),
            Optional.ofNullable(machine.getMetadata().getLabels()).orElse(Map.of()),
            fragments);
    Instant now = Instant.now();
    if (rendered.recall(key).filter(at -> now.isBefore(at.plus(POLL))).isPresent()) {
      return List.of();
    }
    try {
      if (pass.render(machine) instanceof Rendering.Refused refused) {
        return refused.problems();
      }
      rendered.remember(key, now);
      return List.of();
    } catch (Unusable e) {
      return List.of(
          new Problem("", ProblemKind.SECRET_MISSING, "", String.valueOf(e.getMessage())));
    }
  }

  private void begin(MachinePool pool, PoolView view, PoolView.NextRollout plan) {
    var target = new RolloutSpec.Target(plan.revision(), null, null, null, null);
    String name =
        "%s-config-%s-%d"
            .formatted(pool.getMetadata().getName(), plan.number(), view.configRollouts() + 1);
    Rollouts.create(client, pool, name, Kind.CONFIG, target, pool, view.members(), plan.cause());
    plan.cause().ifPresent(_ -> events.write(pool, Reason.DRIFT_CORRECTED, "rollout " + name));
  }

  private static String message(MachinePoolStatus status) {
    return status.conditions().stream()
        .filter(condition -> condition.type().equals("Ready"))
        .map(Condition::message)
        .findFirst()
        .orElse("");
  }
}
