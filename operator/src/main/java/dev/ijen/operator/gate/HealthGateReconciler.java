package dev.ijen.operator.gate;

import dev.ijen.crds.Condition;
import dev.ijen.crds.Condition.Status;
import dev.ijen.crds.HealthGate;
import dev.ijen.crds.HealthGateSpec.Check;
import dev.ijen.crds.HealthGateStatus;
import dev.ijen.crds.MachinePool;
import dev.ijen.crds.Rollout;
import dev.ijen.crds.RolloutStatus.Gate;
import dev.ijen.operator.condition.Conditions;
import dev.ijen.operator.condition.Reason;
import dev.ijen.operator.condition.Sources;
import dev.ijen.operator.condition.Statuses;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.rate.RateLimited;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reports whether a gate can be asked, who uses it, and what a Rollout saw last. */
@ControllerConfiguration(name = "healthgate", fieldManager = "ijen-healthgate")
@RateLimited(maxReconciliations = 3, within = 3) // machines change one by one
public final class HealthGateReconciler implements Reconciler<HealthGate> {
  private static final int MAX_USERS = 32;

  private final Expressions expressions = new Expressions();

  @Override
  public List<EventSource<?, HealthGate>> prepareEventSources(
      EventSourceContext<HealthGate> context) {
    return List.of(
        Sources.ofNamespace(Rollout.class, HealthGate.class, context, (_, _) -> true),
        Sources.ofNamespace(MachinePool.class, HealthGate.class, context, (_, _) -> true));
  }

  @Override
  public UpdateControl<HealthGate> reconcile(HealthGate gate, Context<HealthGate> context) {
    String namespace = gate.getMetadata().getNamespace();
    List<MachinePool> pools = Sources.list(context, MachinePool.class, namespace);
    List<Rollout> rollouts = Sources.list(context, Rollout.class, namespace);
    HealthGateStatus status = status(gate, pools, last(gate, rollouts), Instant.now());
    Statuses.write(gate, new HealthGate(), status, context);
    return UpdateControl.noUpdate();
  }

  private HealthGateStatus status(
      HealthGate gate, List<MachinePool> pools, Optional<Gate> last, Instant now) {
    HealthGateStatus before = gate.getStatus();
    List<Condition> conditions = before == null ? List.of() : before.conditions();
    long generation = gate.getMetadata().getGeneration();
    Optional<String> fault = fault(gate);
    Reason reason = fault.isPresent() ? Reason.INVALID_SPEC : Reason.OK;
    Reason passing =
        last.map(seen -> seen.passing() ? Reason.PASSING : Reason.FAILING).orElse(Reason.NOT_ASKED);
    Status holds = last.map(seen -> Conditions.status(seen.passing())).orElse(Status.UNKNOWN);
    return new HealthGateStatus(
        generation,
        gate.getSpec().checks().size(),
        users(gate, pools),
        last.map(Gate::evidence).orElse(List.of()),
        new Conditions(conditions, generation, now)
            .set("Ready", Conditions.status(fault.isEmpty()), reason, fault.orElse(""))
            .set("Reconciling", Status.FALSE, reason, "")
            .set("Stalled", Conditions.status(fault.isPresent()), reason, "")
            .set("Passing", holds, passing, last.map(GateTracker::complaint).orElse(""))
            .list());
  }

  private Optional<String> fault(HealthGate gate) {
    for (Check check : gate.getSpec().checks()) {
      try {
        if (check.cel() != null) {
          expressions.program(check.cel().expression());
        }
      } catch (IllegalArgumentException e) {
        return Optional.of(check.name() + ": " + e.getMessage());
      }
    }
    return Optional.empty();
  }

  private static List<String> users(HealthGate gate, List<MachinePool> pools) {
    return pools.stream()
        .filter(
            pool ->
                pool.getSpec().rollout().gates().stream()
                    .anyMatch(use -> use.name().equals(gate.getMetadata().getName())))
        .map(pool -> pool.getMetadata().getName())
        .sorted()
        .limit(MAX_USERS)
        .toList();
  }

  private static Optional<Gate> last(HealthGate gate, List<Rollout> rollouts) {
    return rollouts.stream()
        .filter(rollout -> rollout.getStatus() != null)
        .sorted(
            Comparator.comparing((Rollout r) -> r.getMetadata().getCreationTimestamp()).reversed())
        .flatMap(rollout -> rollout.getStatus().gates().stream())
        .filter(seen -> seen.name().equals(gate.getMetadata().getName()))
        .findFirst();
  }
}
