package dev.ijen.operator.rollout;

import dev.ijen.crds.HealthGateSpec.OnTimeout;
import dev.ijen.crds.RolloutStatus.Gate;
import dev.ijen.crds.RolloutStatus.Progress;
import dev.ijen.crds.Strategy;
import dev.ijen.crds.Strategy.GateUse;
import dev.ijen.crds.Strategy.When;
import dev.ijen.crds.Waiting;
import dev.ijen.operator.condition.Reason;
import dev.ijen.operator.gate.GateTracker;
import dev.ijen.operator.gate.GateView;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the gates of a strategy at the points of a rollout. */
final class GateKeeper implements Steps.Gates {
  private final Strategy strategy;
  private final Map<String, GateView> views;
  private final Map<String, Gate> gates;
  private final Instant now;
  private final Map<String, Gate> memory = new HashMap<>();
  private Optional<String> overdue = Optional.empty();

  GateKeeper(Strategy strategy, Map<String, GateView> views, Map<String, Gate> gates, Instant now) {
    this.strategy = strategy;
    this.views = views;
    this.gates = Map.copyOf(gates);
    this.now = now;
  }

  boolean uses(When point) {
    return strategy.gates().stream().anyMatch(use -> use.when() == point);
  }

  /**
   * Why the gates of these points stop the rollout; empty when they do not. Since when it waits for
   * each is in {@link #memory}, why it has waited for too long in {@link #overdue}.
   */
  Optional<Waiting> objection(List<When> points, Instant reference) {
    Optional<Waiting> first = Optional.empty();
    for (GateUse use : strategy.gates()) {
      Gate gate = gates.get(use.name());
      GateView view = views.get(use.name());
      if (!points.contains(use.when()) || gate == null || view == null) {
        continue;
      }
      boolean open = GateTracker.isStable(gate, view, reference, now);
      Gate after =
          open
              ? waiting(gate, null)
              : waiting(
                  gate, gate.waitingSince() == null ? Entries.time(now) : gate.waitingSince());
      memory.put(use.name(), after);
      if (!open && !isIgnored(after, view) && first.isEmpty()) {
        first = Optional.of(new Waiting(Reason.GATE.word(), GateTracker.complaint(gate)));
      }
    }
    return first;
  }

  /** The gates with the time since when they are waited for. */
  Map<String, Gate> memory() {
    return memory;
  }

  /** Why the rollout halts. */
  Optional<String> overdue() {
    return overdue;
  }

  private boolean isIgnored(Gate gate, GateView view) {
    String since = gate.waitingSince();
    if (since == null || !GateTracker.isOverdue(view, Instant.parse(since), now)) {
      return false;
    }
    return switch (view.spec().onTimeout()) {
      case IGNORE -> true;
      case WAIT -> false;
      case HALT -> {
        overdue =
            Optional.of(
                "waited for %s: %s".formatted(view.spec().timeout(), GateTracker.complaint(gate)));
        yield false;
      }
    };
  }

  private static Gate waiting(Gate gate, @Nullable String since) {
    return new Gate(gate.name(), gate.passing(), gate.passingSince(), since, gate.evidence());
  }

  @Override
  public Optional<String> objection(Progress entry) {
    return closed(entry)
        .filter(use -> !(isOverdue(use, entry) && onTimeout(use) == OnTimeout.IGNORE))
        .findFirst()
        .map(use -> GateTracker.complaint(gate(use)));
  }

  @Override
  public boolean overdue(Progress entry) {
    return closed(entry).anyMatch(use -> isOverdue(use, entry) && onTimeout(use) == OnTimeout.HALT);
  }

  private java.util.stream.Stream<GateUse> closed(Progress entry) {
    return strategy.gates().stream()
        .filter(use -> use.when() == When.AFTER_MACHINE)
        .filter(use -> gates.containsKey(use.name()) && views.containsKey(use.name()))
        .filter(use -> !GateTracker.isStable(gate(use), view(use), Entries.since(entry), now));
  }

  private boolean isOverdue(GateUse use, Progress entry) {
    return GateTracker.isOverdue(view(use), Entries.since(entry), now);
  }

  private OnTimeout onTimeout(GateUse use) {
    return view(use).spec().onTimeout();
  }

  private Gate gate(GateUse use) {
    return java.util.Objects.requireNonNull(gates.get(use.name()));
  }

  private GateView view(GateUse use) {
    return java.util.Objects.requireNonNull(views.get(use.name()));
  }
}
