package dev.ijen.operator.upgrade;

import dev.ijen.crds.Machine;
import dev.ijen.crds.MachinePool;
import dev.ijen.crds.OSUpgrade;
import dev.ijen.crds.OSUpgradeStatus;
import dev.ijen.crds.OSUpgradeStatus.Phase;
import dev.ijen.crds.Rollout;
import dev.ijen.crds.RolloutSpec;
import dev.ijen.crds.RolloutSpec.Kind;
import dev.ijen.operator.condition.Events;
import dev.ijen.operator.condition.Sources;
import dev.ijen.operator.condition.Statuses;
import dev.ijen.operator.fleet.Fleets;
import dev.ijen.operator.rollout.Members;
import dev.ijen.operator.rollout.Rollouts;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks the machines, then rolls the release out pool by pool. */
@ControllerConfiguration(
    name = "osupgrade",
    fieldManager = "ijen-osupgrade",
    maxReconciliationInterval =
        @MaxReconciliationInterval(interval = 10, timeUnit = TimeUnit.MINUTES))
@GradualRetry(maxAttempts = Integer.MAX_VALUE, maxInterval = 30_000)
public final class OSUpgradeReconciler implements Reconciler<OSUpgrade> {
  private static final Duration ASK_AGAIN = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMinutes(1);

  private final KubernetesClient client;
  private final Fleets fleets;
  private final Events events;

  OSUpgradeReconciler(KubernetesClient client, Fleets fleets, Events events) {
    this.client = client;
    this.fleets = fleets;
    this.events = events;
  }

  @Override
  public List<EventSource<?, OSUpgrade>> prepareEventSources(
      EventSourceContext<OSUpgrade> context) {
    return List.of(
        Sources.ofNamespace(Rollout.class, OSUpgrade.class, context, (_, _) -> true),
        Sources.ofNamespace(MachinePool.class, OSUpgrade.class, context, (_, _) -> false),
        Sources.ofNamespace(Machine.class, OSUpgrade.class, context, (_, _) -> false));
  }

  @Override
  public UpdateControl<OSUpgrade> reconcile(OSUpgrade upgrade, Context<OSUpgrade> context)
      throws InterruptedException {
    OSUpgradeStatus before = upgrade.getStatus();
    Phase phase = before == null ? null : before.phase();
    if (phase == Phase.SUCCEEDED || phase == Phase.CANCELLED) {
      return UpdateControl.noUpdate();
    }
    boolean asked = before != null && before.digest() != null;
    UpgradeView view = view(upgrade, context);
    OSUpgradeStatus status =
        asked ? roll(upgrade, view) : UpgradeStatus.asked(upgrade, ask(upgrade, view), view, now());
    boolean changed = Statuses.write(upgrade, new OSUpgrade(), status, context);
    if (changed && status.phase() != phase) {
      events.write(upgrade, UpgradeStatus.reason(status), message(status));
    }
    return UpdateControl.<OSUpgrade>noUpdate().rescheduleAfter(pause(asked, status));
  }

  private static Duration pause(boolean asked, OSUpgradeStatus status) {
    if (!asked && status.digest() != null) {
      return Duration.ofMillis(100); // the answer is written: roll
    }
    return asked ? POLL : ASK_AGAIN;
  }

  private static String message(OSUpgradeStatus status) {
    return Objects.requireNonNullElse(status.message(), "");
  }

  private static Instant now() {
    return Instant.now();
  }

  private UpgradeView view(OSUpgrade upgrade, Context<OSUpgrade> context) {
    String namespace = upgrade.getMetadata().getNamespace();
    return UpgradeView.of(
        upgrade,
        Sources.list(context, MachinePool.class, namespace),
        Sources.list(context, Machine.class, namespace),
        Rollouts.of(client, namespace, upgrade.getMetadata().getUid()));
  }

  private Preflight.Answer ask(OSUpgrade upgrade, UpgradeView view) throws InterruptedException {
    List<Machine> machines =
        view.pools().stream().flatMap(pool -> view.members(pool).stream()).distinct().toList();
    return Preflight.ask(
        upgrade.getSpec(),
        machines,
        fleets.of(upgrade.getMetadata().getNamespace()),
        upgrade.getStatus() == null ? Preflight.AT_ONCE : Preflight.PATIENT);
  }

  /** Begins the next pool when the ones before are done, and passes a cancel on. */
  private OSUpgradeStatus roll(OSUpgrade upgrade, UpgradeView view) {
    var rollouts = new ArrayList<>(view.rollouts());
    if (upgrade.getSpec().cancel()) {
      rollouts.forEach(rollout -> Rollouts.cancel(client, rollout));
    } else {
      view.next().ifPresent(pool -> rollouts.add(begin(upgrade, pool, view)));
    }
    return UpgradeStatus.rolling(upgrade, view.with(rollouts), now());
  }

  private Rollout begin(OSUpgrade upgrade, MachinePool pool, UpgradeView view) {
    OSUpgradeStatus status = Objects.requireNonNull(upgrade.getStatus());
    String digest = Objects.requireNonNull(status.digest());
    var target =
        new RolloutSpec.Target(
            null,
            Images.pinned(upgrade.getSpec().target().image(), digest),
            digest,
            status.version(),
            upgrade.getSpec().downgrade());
    String name = upgrade.getMetadata().getName() + "-" + pool.getMetadata().getName();
    return Rollouts.create(
        client,
        upgrade,
        name,
        Kind.OS,
        target,
        pool,
        Members.of(pool, view.machines()),
        Optional.empty());
  }
}
