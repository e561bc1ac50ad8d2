package dev.ijen.operator.window;

import dev.ijen.crds.Condition;
import dev.ijen.crds.MaintenanceWindow;
import dev.ijen.crds.MaintenanceWindowStatus;
import dev.ijen.operator.condition.Conditions;
import dev.ijen.operator.condition.Reason;
import dev.ijen.operator.condition.Statuses;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reports when a window is open. */
@ControllerConfiguration(name = "maintenancewindow", fieldManager = "ijen-maintenancewindow")
public final class MaintenanceWindowReconciler implements Reconciler<MaintenanceWindow> {
  private static final Duration LONGEST = Duration.ofHours(1);

  @Override
  public UpdateControl<MaintenanceWindow> reconcile(
      MaintenanceWindow window, Context<MaintenanceWindow> context) {
    Instant now = Instant.now();
    Statuses.write(window, new MaintenanceWindow(), status(window, now), context);
    return UpdateControl.<MaintenanceWindow>noUpdate().rescheduleAfter(pause(window, now));
  }

  private static Duration pause(MaintenanceWindow window, Instant now) {
    Optional<Instant> turn =
        switch (state(window, now)) {
          case WindowState.Always _ -> Optional.<Instant>empty();
          case WindowState.Open(Instant until) -> Optional.of(until);
          case WindowState.Closed(Optional<Instant> next) -> next;
        };
    return turn.map(at -> Duration.between(now, at).plusSeconds(1))
        .filter(left -> left.compareTo(LONGEST) < 0)
        .orElse(LONGEST);
  }

  private static WindowState state(MaintenanceWindow window, Instant now) {
    try {
      return Calendar.of(window.getSpec()).at(now);
    } catch (IllegalArgumentException _) {
      return new WindowState.Closed(Optional.empty());
    }
  }

  static MaintenanceWindowStatus status(MaintenanceWindow window, Instant now) {
    MaintenanceWindowStatus before = window.getStatus();
    List<Condition> conditions = before == null ? List.of() : before.conditions();
    var next = new Conditions(conditions, window.getMetadata().getGeneration(), now);
    try {
      WindowState state = Calendar.of(window.getSpec()).at(now);
      boolean open = state instanceof WindowState.Open;
      set(next, true, open ? Reason.OPEN : Reason.CLOSED, "");
      return status(
          window,
          open,
          state instanceof WindowState.Closed(Optional<Instant> at) ? at.orElse(null) : null,
          state instanceof WindowState.Open(Instant at) ? at : null,
          next);
    } catch (IllegalArgumentException e) {
      set(next, false, Reason.INVALID_SPEC, String.valueOf(e.getMessage()));
      return status(window, false, null, null, next);
    }
  }

  private static MaintenanceWindowStatus status(
      MaintenanceWindow window,
      boolean open,
      @Nullable Instant opens,
      @Nullable Instant closes,
      Conditions conditions) {
    return new MaintenanceWindowStatus(
        window.getMetadata().getGeneration(),
        open,
        opens == null ? null : opens.toString(),
        closes == null ? null : closes.toString(),
        conditions.list());
  }

  private static void set(Conditions conditions, boolean valid, Reason reason, String message) {
    conditions
        .set("Ready", Conditions.status(valid), reason, message)
        .set("Reconciling", Condition.Status.FALSE, reason, "")
        .set("Stalled", Conditions.status(!valid), reason, "");
  }
}
