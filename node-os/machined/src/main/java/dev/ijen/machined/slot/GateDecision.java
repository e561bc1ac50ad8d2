package dev.ijen.machined.slot;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the health gate says of a running image. */
public sealed interface GateDecision {
  /** How long it must have been healthy without a break. */
  Duration STEADY = Duration.ofSeconds(5);

  /** Not yet; the conditions that are not met. */
  record Wait(List<String> unmet) implements GateDecision {
    /** Copies the list. */
    public Wait {
      unmet = List.copyOf(unmet);
    }
  }

  /** The image has proved itself. */
  record Pass() implements GateDecision {}

  /** The image is given up. */
  record Fail(String reason) implements GateDecision {}

  /**
   * What the gate sees.
   *
   * @param unmet health conditions that are not met now
   * @param trial empty when nothing is on trial: then the gate waits for ever
   * @param running since machined started
   * @param healthyWithin how long an image on trial may take until it is healthy, from then on
   * @param healthy since all conditions are met; empty while one is not
   */
  record View(
      List<String> unmet,
      Optional<SlotTrial> trial,
      Duration running,
      Duration healthyWithin,
      Optional<Duration> healthy) {
    /** Copies the list. */
    public View {
      unmet = List.copyOf(unmet);
    }
  }

  /** Decides. */
  static GateDecision of(View view) {
    Optional<String> given = view.trial().map(SlotTrial::failure).filter(why -> !why.isEmpty());
    if (given.isPresent()) {
      return new Fail(given.get());
    }
    if (view.healthy().isEmpty() || view.healthy().get().compareTo(STEADY) < 0) {
      boolean late = view.trial().isPresent() && view.running().compareTo(view.healthyWithin()) > 0;
      return late && view.healthy().isEmpty()
          ? new Fail(
              "not healthy within %d s: %s"
                  .formatted(view.healthyWithin().toSeconds(), String.join(", ", view.unmet())))
          : new Wait(view.unmet().isEmpty() ? List.of("steady health") : view.unmet());
    }
    Optional<Duration> within = view.trial().flatMap(SlotTrial::confirmWithin);
    if (within.isEmpty() || view.trial().get().confirmed()) {
      return new Pass();
    }
    return view.healthy().get().compareTo(within.get()) > 0
        ? new Fail("not confirmed within %d s".formatted(within.get().toSeconds()))
        : new Wait(List.of("confirmation"));
  }
}
