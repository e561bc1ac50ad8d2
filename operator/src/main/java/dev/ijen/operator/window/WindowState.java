package dev.ijen.operator.window;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether machines may be disrupted now. */
public sealed interface WindowState {
  /** No window limits it. */
  record Always() implements WindowState {}

  /**
   * Yes.
   *
   * @param until when it ends
   */
  record Open(Instant until) implements WindowState {}

  /**
   * No.
   *
   * @param next when it opens; empty when it does not within a year
   */
  record Closed(Optional<Instant> next) implements WindowState {}

  /** Of several windows: open while any is, until the last of these closes. */
  static WindowState any(List<WindowState> states) {
    Optional<Instant> until =
        states.stream()
            .flatMap(state -> state instanceof Open(Instant end) ? Stream.of(end) : Stream.empty())
            .max(Comparator.naturalOrder());
    return until.isPresent()
        ? new Open(until.get())
        : new Closed(
            states.stream()
                .flatMap(
                    state ->
                        state instanceof Closed(Optional<Instant> next)
                            ? next.stream()
                            : Stream.empty())
                .min(Comparator.naturalOrder()));
  }
}
