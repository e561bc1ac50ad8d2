package dev.ijen.prover;

import dev.ijen.prover.boot.Judgement;
import dev.ijen.prover.boot.Verdict.Boots;
import dev.ijen.prover.boot.Verdict.Bricked;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a run of the prover found.
 *
 * @param entries of the log
 * @param writes of them that change what decides about booting
 * @param epochs times between flushes
 * @param states judged
 * @param seed of the states that were drawn
 * @param outcomes how often each was the verdict
 * @param failed problems in all
 * @param failures the first of them, each with the name of its state
 */
public record Report(
    int entries,
    int writes,
    int epochs,
    int states,
    long seed,
    Map<String, Integer> outcomes,
    int failed,
    List<String> failures,
    Duration took) {
  /** Copies the collections. */
  public Report {
    outcomes = Map.copyOf(outcomes);
    failures = List.copyOf(failures);
  }

  /** States judged in a second. */
  public double perSecond() {
    return states * 1000.0 / Math.max(1, took.toMillis());
  }

  /** A verdict in words, without what differs from state to state. */
  static String outcome(Judgement judgement) {
    return switch (judgement.works()) {
      case Boots boots ->
          "%s of slot %s%s by %s after %d failed"
              .formatted(
                  boots.version(),
                  boots.slot(),
                  boots.trial() ? " on trial" : "",
                  boots.entry(),
                  boots.failedTries());
      case Bricked _ -> "bricked";
    };
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    text.append(
        "%d entries, %d writes that matter in %d epochs; %d states in %.1f s (%.0f a second), seed %d%n"
            .formatted(
                entries, writes, epochs, states, took.toMillis() / 1000.0, perSecond(), seed));
    outcomes.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(one -> text.append("%8d  %s%n".formatted(one.getValue(), one.getKey())));
    text.append("%d problems%n".formatted(failed));
    failures.forEach(failure -> text.append("  ").append(failure).append('\n'));
    return text.toString();
  }
}
