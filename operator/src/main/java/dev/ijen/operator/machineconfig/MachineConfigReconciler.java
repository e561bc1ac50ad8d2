package dev.ijen.operator.machineconfig;

import dev.ijen.crds.Condition;
import dev.ijen.crds.Machine;
import dev.ijen.crds.MachineConfig;
import dev.ijen.crds.MachineConfigStatus;
import dev.ijen.operator.condition.Sources;
import dev.ijen.operator.condition.Statuses;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.rate.RateLimited;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Reports what became of a fragment. It changes no node: the Machine's reconciler does, and tells
 * by its status.
 */
@ControllerConfiguration(
    name = "machineconfig",
    fieldManager = "ijen-machineconfig",
    maxReconciliationInterval =
        @MaxReconciliationInterval(interval = 10, timeUnit = TimeUnit.MINUTES))
@GradualRetry(maxAttempts = Integer.MAX_VALUE, maxInterval = 300_000)
@RateLimited(maxReconciliations = 3, within = 3) // machines change one by one
public final class MachineConfigReconciler implements Reconciler<MachineConfig> {

  @Override
  public List<EventSource<?, MachineConfig>> prepareEventSources(
      EventSourceContext<MachineConfig> context) {
    return List.of(
        Sources.ofNamespace(Machine.class, MachineConfig.class, context, (_, _) -> true));
  }

  @Override
  public UpdateControl<MachineConfig> reconcile(
      MachineConfig config, Context<MachineConfig> context) {
    MachineConfigStatus before = config.getStatus();
    List<Condition> conditions = before == null ? List.of() : before.conditions();
    MachineConfigStatus status =
        FragmentStatus.of(config, selected(config, context), conditions, Instant.now());
    Statuses.write(config, new MachineConfig(), status, context);
    return UpdateControl.noUpdate();
  }

  private static List<Machine> selected(MachineConfig config, Context<MachineConfig> context) {
    return Sources.list(context, Machine.class, config.getMetadata().getNamespace()).stream()
        .filter(machine -> Selection.selects(config, machine))
        .sorted(Comparator.comparing(machine -> machine.getMetadata().getName()))
        .toList();
  }
}
