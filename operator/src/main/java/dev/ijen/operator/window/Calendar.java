package dev.ijen.operator.window;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.ijen.crds.Durations;
import dev.ijen.crds.MaintenanceWindowSpec;
import dev.ijen.crds.MaintenanceWindowSpec.Exclusion;
import dev.ijen.crds.MaintenanceWindowSpec.Schedule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The openings of a MaintenanceWindow. An opening begins at the wall clock time that the cron
 * expression names and lasts its duration in real time: a time that daylight saving skips does not
 * open on that day, a time that comes twice opens once, the first time.
 */
public final class Calendar {
  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

  /** How far the next opening is looked for. */
  private static final Duration HORIZON = Duration.ofDays(366);

  private static final int MAX_OPENINGS = 1000;

  private record Rule(ExecutionTime cron, ZoneId zone, Duration duration) {}

  private record Span(Instant from, Instant to) {
    boolean contains(Instant instant) {
      return !instant.isBefore(from) && instant.isBefore(to);
    }
  }

  /** An answer is true until the state that it names changes. */
  private record Answer(Instant from, Instant until, WindowState state) {
    boolean holds(Instant instant) {
      return !instant.isBefore(from) && instant.isBefore(until);
    }
  }

  /** Reading is dear and the same windows are asked again and again. */
  private static final Map<MaintenanceWindowSpec, Calendar> READ = new ConcurrentHashMap<>();

  private static final int MAX_READ = 256;

  private final List<Rule> rules;
  private final List<Span> exclusions;
  private volatile @Nullable Answer answer;

  private Calendar(List<Rule> rules, List<Span> exclusions) {
    this.rules = List.copyOf(rules);
    this.exclusions = List.copyOf(exclusions);
  }

  /**
   * Reads a window.
   *
   * @throws IllegalArgumentException saying which schedule is wrong and why
   */
  public static Calendar of(MaintenanceWindowSpec spec) {
    if (READ.size() >= MAX_READ) {
      READ.clear();
    }
    return READ.computeIfAbsent(spec, Calendar::read);
  }

  private static Calendar read(MaintenanceWindowSpec spec) {
    var rules = new ArrayList<Rule>();
    for (Schedule schedule : spec.schedules()) {
      rules.add(rule(schedule));
    }
    return new Calendar(rules, spec.exclude().stream().map(Calendar::span).toList());
  }

  /** Whether it is open, and when that changes. */
  public WindowState at(Instant now) {
    Answer known = answer;
    if (known != null && known.holds(now)) {
      return known.state();
    }
    Optional<Instant> close = closes(now);
    Optional<Instant> change = close.isPresent() ? close : next(now);
    WindowState state =
        close.isPresent() ? new WindowState.Open(close.get()) : new WindowState.Closed(change);
    change.ifPresent(until -> answer = new Answer(now, until, state));
    return state;
  }

  /** When the time that is open now ends: openings that touch or overlap are one. */
  private Optional<Instant> closes(Instant now) {
    if (excluded(now).isPresent()) {
      return Optional.empty();
    }
    Instant end = now;
    for (int i = 0; i < MAX_OPENINGS; i++) {
      Instant at = end;
      Optional<Instant> later =
          rules.stream().flatMap(rule -> end(rule, at).stream()).max(Comparator.naturalOrder());
      if (later.isEmpty() || !later.get().isAfter(end)) {
        break;
      }
      end = later.get();
    }
    Instant last = end;
    return end.equals(now)
        ? Optional.empty()
        : Optional.of(
            exclusions.stream()
                .map(Span::from)
                .filter(from -> from.isAfter(now) && from.isBefore(last))
                .min(Comparator.naturalOrder())
                .orElse(last));
  }

  /** When the latest opening of a rule that contains the instant ends. */
  private static Optional<Instant> end(Rule rule, Instant at) {
    return rule.cron()
        .lastExecution(at.plusNanos(1).atZone(rule.zone()))
        .map(start -> start.toInstant().plus(rule.duration()))
        .filter(at::isBefore);
  }

  private Optional<Instant> next(Instant now) {
    Instant at = now;
    for (int i = 0; i < MAX_OPENINGS && at.isBefore(now.plus(HORIZON)); i++) {
      Optional<Instant> afterExclusion = excluded(at).map(Span::to);
      if (afterExclusion.isPresent()) {
        at = afterExclusion.get();
        if (closes(at).isPresent()) {
          return Optional.of(at);
        }
        continue;
      }
      Instant from = at;
      Optional<Instant> start =
          rules.stream()
              .flatMap(rule -> rule.cron().nextExecution(from.atZone(rule.zone())).stream())
              .map(java.time.ZonedDateTime::toInstant)
              .min(Comparator.naturalOrder());
      if (start.isEmpty()) {
        return Optional.empty();
      }
      at = start.get();
      if (excluded(at).isEmpty()) {
        return start.filter(found -> found.isBefore(now.plus(HORIZON)));
      }
    }
    return Optional.empty();
  }

  private Optional<Span> excluded(Instant at) {
    return exclusions.stream().filter(span -> span.contains(at)).findFirst();
  }

  private static Rule rule(Schedule schedule) {
    try {
      return new Rule(
          ExecutionTime.forCron(PARSER.parse(schedule.cron()).validate()),
          ZoneId.of(schedule.timezone()),
          Durations.parse(schedule.duration()));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IllegalArgumentException(
          "schedule %s in %s: %s".formatted(schedule.cron(), schedule.timezone(), e.getMessage()),
          e);
    }
  }

  private static Span span(Exclusion exclusion) {
    return new Span(Instant.parse(exclusion.from()), Instant.parse(exclusion.to()));
  }
}
