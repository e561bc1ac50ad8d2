package dev.ijen.operator.rollout;

import dev.ijen.crds.RolloutStatus.Outcome;
import dev.ijen.crds.RolloutStatus.Progress;
import dev.ijen.crds.RolloutStatus.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the entries of a status from one another. Pure. */
final class Entries {
  private static final int MAX_REASON = 512;

  private Entries() {}

  static String time(Instant now) {
    return now.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  static int attempt(Progress entry) {
    Integer attempt = entry.attempt();
    return attempt == null ? 1 : attempt;
  }

  static Instant since(Progress entry) {
    String since = entry.since();
    return since == null ? Instant.EPOCH : Instant.parse(since);
  }

  static String target(Progress entry) {
    String target = entry.target();
    return target == null ? "" : target;
  }

  static String previous(Progress entry) {
    String previous = entry.previous();
    return previous == null ? "" : previous;
  }

  static String operation(Progress entry) {
    String operation = entry.operation();
    return operation == null ? "" : operation;
  }

  static boolean is(@Nullable Progress entry, Step... steps) {
    if (entry == null) {
      return false;
    }
    for (Step step : steps) {
      if (entry.step() == step) {
        return true;
      }
    }
    return false;
  }

  static boolean ended(@Nullable Progress entry, Outcome outcome) {
    return is(entry, Step.DONE) && entry != null && entry.outcome() == outcome;
  }

  static boolean failed(@Nullable Progress entry) {
    return is(entry, Step.DONE)
        && entry != null
        && Optional.ofNullable(entry.outcome()).map(Outcome::isFailure).orElse(false);
  }

  /** The release begins to be written. */
  static Progress staging(Progress entry, String operation, String target, Instant now) {
    return new Progress(
        entry.name(),
        Step.STAGING,
        attempt(entry),
        operation,
        time(now),
        null,
        null,
        null,
        target,
        null,
        null,
        null,
        entry.retried());
  }

  /** The machine may be changed from here on. */
  static Progress changing(
      Progress entry,
      String operation,
      String bootId,
      String previous,
      String target,
      Instant now) {
    return new Progress(
        entry.name(),
        Step.CHANGING,
        attempt(entry),
        operation,
        time(now),
        time(now),
        bootId,
        previous,
        target,
        null,
        null,
        null,
        entry.retried());
  }

  /** The same machine in another step. */
  static Progress to(Progress entry, Step step, @Nullable String operation, Instant now) {
    return to(entry, step, operation, entry.reason(), now);
  }

  /** The same machine in another step, for a reason. */
  static Progress to(
      Progress entry, Step step, @Nullable String operation, @Nullable String reason, Instant now) {
    return new Progress(
        entry.name(),
        step,
        entry.attempt(),
        operation,
        time(now),
        entry.startedAt(),
        entry.bootIdBefore(),
        entry.previous(),
        entry.target(),
        entry.outcome(),
        entry.seconds(),
        reason == null ? null : cut(reason),
        entry.retried());
  }

  /** Whether the machine was never ordered to change. */
  static boolean isUntouched(@Nullable Progress entry) {
    return entry == null
        || (attempt(entry) == 1 && is(entry, Step.PENDING, Step.STAGING, Step.STAGED));
  }

  /** The machine is over. What was needed to go on is dropped. */
  static Progress done(Progress entry, Outcome outcome, @Nullable String reason, Instant now) {
    String startedAt = entry.startedAt();
    Integer seconds =
        startedAt == null
            ? entry.seconds()
            : Integer.valueOf(
                (int) Math.max(0, Duration.between(Instant.parse(startedAt), now).toSeconds()));
    return new Progress(
        entry.name(),
        Step.DONE,
        entry.attempt(),
        null,
        null,
        null,
        null,
        null,
        entry.target(),
        outcome,
        seconds,
        reason == null ? null : cut(reason),
        entry.retried());
  }

  /** The machine ended well and has to go back; as a failure, or because the wave does. */
  static Progress revertPending(Progress entry, boolean failure, String reason, Instant now) {
    return new Progress(
        entry.name(),
        Step.REVERT_PENDING,
        entry.attempt(),
        null,
        time(now),
        null,
        null,
        null,
        entry.target(),
        failure ? null : Outcome.UPDATED,
        entry.seconds(),
        cut(reason),
        entry.retried());
  }

  /** The machine is well after all. */
  static Progress keep(Progress entry) {
    return new Progress(
        entry.name(),
        Step.DONE,
        entry.attempt(),
        null,
        null,
        null,
        null,
        null,
        entry.target(),
        Outcome.UPDATED,
        entry.seconds(),
        null,
        entry.retried());
  }

  /** The machine has what it was to get without any change. */
  static Progress already(String name, @Nullable Progress entry, String target) {
    return new Progress(
        name,
        Step.DONE,
        entry == null ? 1 : attempt(entry),
        null,
        null,
        null,
        null,
        null,
        target,
        Outcome.UPDATED,
        null,
        null,
        entry == null ? null : entry.retried());
  }

  /**
   * The same machine under a new leader: its step has its whole time again, since nobody may have
   * looked after it meanwhile.
   */
  static Progress anew(Progress entry, Instant now) {
    return entry.since() == null || entry.step() == Step.REVERT_PENDING
        ? entry
        : new Progress(
            entry.name(),
            entry.step(),
            entry.attempt(),
            entry.operation(),
            time(now),
            entry.startedAt(),
            entry.bootIdBefore(),
            entry.previous(),
            entry.target(),
            entry.outcome(),
            entry.seconds(),
            entry.reason(),
            entry.retried());
  }

  /** The same machine, with the wish to try it again forgotten. */
  static Progress forgetRetry(Progress entry) {
    return new Progress(
        entry.name(),
        entry.step(),
        entry.attempt(),
        entry.operation(),
        entry.since(),
        entry.startedAt(),
        entry.bootIdBefore(),
        entry.previous(),
        entry.target(),
        entry.outcome(),
        entry.seconds(),
        entry.reason(),
        null);
  }

  /** The machine is tried again. */
  static Progress pending(Progress entry, @Nullable String reason, @Nullable Boolean retried) {
    return new Progress(
        entry.name(),
        Step.PENDING,
        attempt(entry) + 1,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        reason == null ? null : cut(reason),
        retried);
  }

  /** A machine about which nothing is known. */
  static Progress blank(String name) {
    return new Progress(
        name, Step.PENDING, 1, null, null, null, null, null, null, null, null, null, null);
  }

  private static String cut(String text) {
    return text.length() <= MAX_REASON ? text : text.substring(0, MAX_REASON - 1) + "…";
  }
}
