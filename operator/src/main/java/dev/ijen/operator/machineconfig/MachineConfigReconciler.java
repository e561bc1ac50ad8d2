package dev.ijen.operator.machineconfig;

import dev.ijen.crds.Condition;
import dev.ijen.crds.Machine;
import dev.ijen.crds.MachineConfig;
import dev.ijen.crds.MachineConfigStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

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
public final class MachineConfigReconciler implements Reconciler<MachineConfig> {

  @Override
  public List<EventSource<?, MachineConfig>> prepareEventSources(
      EventSourceContext<MachineConfig> context) {
    var machines =
        InformerEventSourceConfiguration.from(Machine.class, MachineConfig.class)
            .withSecondaryToPrimaryMapper(
                machine ->
                    context
                        .getPrimaryCache()
                        .list(machine.getMetadata().getNamespace())
                        .map(ResourceID::fromResource)
                        .collect(Collectors.toSet()))
            .withPrimaryToSecondaryMapper(config -> Set.of())
            .build();
    return List.of(new InformerEventSource<>(machines, context));
  }

  @Override
  public UpdateControl<MachineConfig> reconcile(
      MachineConfig config, Context<MachineConfig> context) {
    MachineConfigStatus before = config.getStatus();
    List<Condition> conditions = before == null ? List.of() : before.conditions();
    MachineConfigStatus status =
        FragmentStatus.of(config, selected(config, context), conditions, Instant.now());
    if (!status.equals(before)) {
      write(config, status, context);
    }
    return UpdateControl.noUpdate();
  }

  private static void write(
      MachineConfig config, MachineConfigStatus status, Context<MachineConfig> context) {
    var fresh = new MachineConfig();
    fresh.setMetadata(
        new ObjectMetaBuilder()
            .withName(config.getMetadata().getName())
            .withNamespace(config.getMetadata().getNamespace())
            .build());
    fresh.setStatus(status);
    PrimaryUpdateAndCacheUtils.ssaPatchStatusAndCacheResource(config, fresh, context);
  }

  private static List<Machine> selected(MachineConfig config, Context<MachineConfig> context) {
    return ((InformerEventSource<Machine, MachineConfig>)
            context.eventSourceRetriever().getEventSourceFor(Machine.class))
        .list(config.getMetadata().getNamespace(), machine -> Selection.selects(config, machine))
        .sorted(Comparator.comparing(machine -> machine.getMetadata().getName()))
        .toList();
  }
}
