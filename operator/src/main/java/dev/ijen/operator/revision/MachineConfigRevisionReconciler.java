package dev.ijen.operator.revision;

import dev.ijen.crds.Condition;
import dev.ijen.crds.Machine;
import dev.ijen.crds.MachineConfigRevision;
import dev.ijen.crds.MachineConfigRevisionStatus;
import dev.ijen.crds.MachineStatus;
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
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Counts the machines that hold a revision. */
@ControllerConfiguration(name = "machineconfigrevision", fieldManager = "ijen-revision")
@RateLimited(maxReconciliations = 3, within = 3) // machines change one by one
public final class MachineConfigRevisionReconciler implements Reconciler<MachineConfigRevision> {
  @Override
  public List<EventSource<?, MachineConfigRevision>> prepareEventSources(
      EventSourceContext<MachineConfigRevision> context) {
    return List.of(
        Sources.ofNamespace(Machine.class, MachineConfigRevision.class, context, (_, _) -> true));
  }

  @Override
  public UpdateControl<MachineConfigRevision> reconcile(
      MachineConfigRevision revision, Context<MachineConfigRevision> context) {
    String namespace = revision.getMetadata().getNamespace();
    List<MachineStatus> rendered =
        Sources.list(context, Machine.class, namespace).stream()
            .map(Machine::getStatus)
            .filter(status -> isOf(status, revision))
            .toList();
    int applied = (int) rendered.stream().filter(MachineConfigRevisionReconciler::holds).count();
    Statuses.write(
        revision,
        new MachineConfigRevision(),
        status(revision, applied, rendered.size() - applied),
        context);
    return UpdateControl.noUpdate();
  }

  private static boolean isOf(@Nullable MachineStatus status, MachineConfigRevision revision) {
    return status != null
        && status.config() != null
        && Objects.equals(status.config().revision(), revision.getMetadata().getName());
  }

  private static boolean holds(MachineStatus status) {
    MachineStatus.Config config = Objects.requireNonNull(status.config());
    return config.desiredHash() != null && config.desiredHash().equals(config.appliedHash());
  }

  private static MachineConfigRevisionStatus status(
      MachineConfigRevision revision, int applied, int pending) {
    MachineConfigRevisionStatus before = revision.getStatus();
    Reason reason = pending == 0 ? Reason.APPLIED : Reason.PENDING;
    return new MachineConfigRevisionStatus(
        revision.getMetadata().getGeneration(),
        applied,
        pending,
        new Conditions(
                before == null ? List.of() : before.conditions(),
                revision.getMetadata().getGeneration(),
                Instant.now())
            .set("Ready", Conditions.status(pending == 0), reason, "")
            .set("Reconciling", Conditions.status(pending > 0), reason, "")
            .set("Stalled", Condition.Status.FALSE, reason, "")
            .list());
  }
}
