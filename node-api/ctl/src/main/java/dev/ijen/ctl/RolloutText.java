package dev.ijen.ctl;

import dev.ijen.crds.Rollout;
import dev.ijen.crds.RolloutSpec;
import dev.ijen.crds.RolloutSpec.Wave;
import dev.ijen.crds.RolloutStatus;
import dev.ijen.crds.RolloutStatus.Outcome;
import dev.ijen.crds.RolloutStatus.Progress;
import dev.ijen.crds.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rollouts as people read them. Pure. */
final class RolloutText {
  private static final int BAR = 30;

  /** More machines than this are only counted, so that the picture fits on a small terminal. */
  private static final int SHOWN = 12;

  private RolloutText() {}

  /** All rollouts, one row each. */
  static TextTable table(List<Rollout> rollouts) {
    var table = new TextTable("NAME", "KIND", "POOL", "PHASE", "DONE", "FAILED", "ETA", "WAITING");
    for (Rollout rollout : rollouts) {
      RolloutStatus status = status(rollout);
      table.row(
          rollout.getMetadata().getName(),
          kind(rollout.getSpec()),
          rollout.getSpec().pool(),
          phase(status),
          Objects.requireNonNullElse(status.progress(), ""),
          Integer.toString(Objects.requireNonNullElse(status.failed(), 0)),
          Objects.requireNonNullElse(status.eta(), ""),
          status.waiting() == null ? "" : status.waiting().reason());
    }
    return table;
  }

  /** One rollout as a picture: progress, machines at work or failed, and what it waits for. */
  static List<String> lines(Rollout rollout, Instant now) {
    RolloutSpec spec = rollout.getSpec();
    RolloutStatus status = status(rollout);
    Map<String, Progress> machines = byName(status);
    var lines = new ArrayList<String>();
    lines.add(
        "%s: %s of pool %s to %s"
            .formatted(
                rollout.getMetadata().getName(), kind(spec), spec.pool(), target(spec.target())));
    lines.add(bar(spec, machines) + " " + headline(rollout));
    for (Wave wave : spec.waves()) {
      lines.add(
          "  %s: %d of %d".formatted(wave.name(), ended(wave, machines), wave.machines().size()));
    }
    machineLines(status, now, lines);
    Waiting waiting = status.waiting();
    if (waiting != null) {
      lines.add("waits: %s: %s".formatted(waiting.reason(), waiting.message()));
    }
    gateLines(status, lines);
    return List.copyOf(lines);
  }

  /** What is new, a line each; for output that is kept. */
  static List<String> news(@Nullable Rollout before, Rollout now) {
    var lines = new ArrayList<String>();
    Map<String, Progress> known = before == null ? Map.of() : byName(status(before));
    for (Progress machine : status(now).machines()) {
      String line = machineLine(machine);
      Progress earlier = known.get(machine.name());
      if (earlier == null || !machineLine(earlier).equals(line)) {
        lines.add(line);
      }
    }
    if (before == null || !summary(before).equals(summary(now))) {
      lines.add(summary(now));
    }
    return List.copyOf(lines);
  }

  /** The status, or an empty one. */
  static RolloutStatus status(Rollout rollout) {
    return Objects.requireNonNullElse(rollout.getStatus(), RolloutStatus.NONE);
  }

  /** A constant as the API writes it, such as {@code RollingBack}. */
  static String word(Enum<?> constant) {
    var word = new StringBuilder();
    for (String part : constant.name().split("_", -1)) {
      word.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
    }
    return word.toString();
  }

  private static String summary(Rollout rollout) {
    Waiting waiting = status(rollout).waiting();
    return waiting == null
        ? headline(rollout)
        : "%s, waits: %s: %s".formatted(headline(rollout), waiting.reason(), waiting.message());
  }

  private static String headline(Rollout rollout) {
    RolloutStatus status = status(rollout);
    var words = new ArrayList<String>();
    words.add(phase(status));
    if (status.progress() != null) {
      words.add(status.progress() + " done");
    }
    int failed = Objects.requireNonNullElse(status.failed(), 0);
    if (failed > 0) {
      words.add(failed + " failed");
    }
    if (status.eta() != null) {
      words.add("ETA " + status.eta());
    }
    if (rollout.getSpec().suspend()) {
      words.add("paused");
    }
    return String.join(", ", words);
  }

  private static String phase(RolloutStatus status) {
    return status.phase() == null ? "Pending" : word(status.phase());
  }

  private static String kind(RolloutSpec spec) {
    return switch (spec.kind()) {
      case OS -> "OS";
      case CONFIG -> "Config";
    };
  }

  private static String target(RolloutSpec.Target target) {
    return Optional.ofNullable(target.version())
        .or(() -> Optional.ofNullable(target.image()))
        .or(() -> Optional.ofNullable(target.revision()))
        .orElse("?");
  }

  private static Map<String, Progress> byName(RolloutStatus status) {
    var machines = new HashMap<String, Progress>();
    status.machines().forEach(machine -> machines.put(machine.name(), machine));
    return machines;
  }

  private static long ended(Wave wave, Map<String, Progress> machines) {
    return wave.machines().stream()
        .map(machines::get)
        .filter(machine -> machine != null && isWell(machine))
        .count();
  }

  private static boolean isWell(Progress machine) {
    return machine.outcome() == Outcome.UPDATED || machine.outcome() == Outcome.SKIPPED;
  }

  private static String bar(RolloutSpec spec, Map<String, Progress> machines) {
    long all = spec.waves().stream().mapToLong(wave -> wave.machines().size()).sum();
    long ended = spec.waves().stream().mapToLong(wave -> ended(wave, machines)).sum();
    int full = all == 0 ? 0 : (int) (BAR * ended / all);
    return "[" + "#".repeat(full) + ".".repeat(BAR - full) + "]";
  }

  private static void machineLines(RolloutStatus status, Instant now, List<String> lines) {
    List<Progress> notable =
        status.machines().stream()
            .filter(machine -> !isWell(machine))
            .sorted(Comparator.comparing((Progress machine) -> !machine.step().isDisruptive()))
            .toList();
    for (Progress machine : notable.subList(0, Math.min(SHOWN, notable.size()))) {
      lines.add("  " + machineLine(machine) + age(machine, now));
    }
    if (notable.size() > SHOWN) {
      lines.add("  and %d more".formatted(notable.size() - SHOWN));
    }
  }

  private static String machineLine(Progress machine) {
    String state = machine.outcome() == null ? word(machine.step()) : word(machine.outcome());
    return machine.reason() == null
        ? "%s %s".formatted(machine.name(), state)
        : "%s %s: %s".formatted(machine.name(), state, machine.reason());
  }

  private static String age(Progress machine, Instant now) {
    return machine.outcome() != null || machine.since() == null
        ? ""
        : ", for " + Words.duration(Duration.between(Instant.parse(machine.since()), now));
  }

  private static void gateLines(RolloutStatus status, List<String> lines) {
    for (RolloutStatus.Gate gate : status.gates()) {
      if (!gate.passing()) {
        lines.add("gate %s does not pass".formatted(gate.name()));
        gate.evidence().stream()
            .filter(evidence -> !evidence.passed())
            .forEach(e -> lines.add("  %s: %s".formatted(e.check(), e.message())));
      }
    }
  }
}
