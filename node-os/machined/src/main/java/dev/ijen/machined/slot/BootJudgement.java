package dev.ijen.machined.slot;

import dev.ijen.slots.Entry;
import dev.ijen.slots.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the facts of a start mean.
 *
 * @param boots the record of boots, this one first
 * @param role of this boot
 */
public record BootJudgement(List<BootRecord> boots, Role role) {
  static final String UPGRADE = "upgrade";
  static final String ROLLBACK = "rollback";
  static final String FALLBACK = "fallback";
  static final String POWER_ON = "power-on";

  /** How a boot ends that somebody wanted to end. */
  public static final String REBOOT = "reboot requested";

  /** How a boot ends after which the machine is off. */
  public static final String POWER_OFF = "power off";

  static final String WATCHDOG = "watchdog";
  static final String UNKNOWN = "unknown";

  private static final Pattern PANIC = Pattern.compile("Kernel panic - not syncing: (.*)");

  /** Copies the list. */
  public BootJudgement {
    boots = List.copyOf(boots);
  }

  /** What this boot is to the slots. */
  public sealed interface Role {
    /** Nothing is on trial. */
    record Plain() implements Role {}

    /** This image is to prove itself. */
    record OnTrial(SlotTrial trial) implements Role {}

    /**
     * The image on trial did not prove itself, and the loader has come back to this one.
     *
     * @param reason why, as far as anything tells
     */
    record FellBack(SlotTrial trial, String reason) implements Role {}
  }

  /** Judges the facts. Judging those of the same boot again changes nothing. */
  public static BootJudgement of(BootFacts facts) {
    String words = facts.lastWords();
    String accident = accident(facts);
    if (!facts.boots().isEmpty() && facts.boots().getFirst().bootId().equals(facts.bootId())) {
      return new BootJudgement(facts.boots(), role(facts, ""));
    }
    var boots = new ArrayList<>(facts.boots());
    boolean ofTrial =
        facts.trial().isPresent() && !boots.isEmpty() && of(boots.getFirst(), facts.trial().get());
    boolean explained = false;
    if (!boots.isEmpty() && boots.getFirst().open()) {
      explained = ofTrial || facts.trial().isEmpty();
      String how = explained && !accident.isEmpty() ? accident : UNKNOWN;
      boots.set(0, boots.getFirst().ended(how, explained ? words : ""));
    }
    Role role = role(facts, failure(facts, boots, accident));
    if (!explained) {
      silent(facts, role, boots, accident).ifPresent(boots::addFirst);
    }
    boots.addFirst(
        new BootRecord(
            facts.bootId(),
            facts.now(),
            facts.slot().name(),
            generation(facts.entries(), facts.slot()),
            facts.version(),
            reason(facts, role, boots, accident),
            "",
            role instanceof Role.FellBack(SlotTrial trial, String why)
                ? "slot %s, generation %d: %s".formatted(trial.slot(), trial.generation(), why)
                : ""));
    return new BootJudgement(boots, role);
  }

  private static Role role(BootFacts facts, String failure) {
    Optional<SlotTrial> trial = facts.trial();
    if (trial.isEmpty()) {
      return new Role.Plain();
    }
    return trial.get().slot() == facts.slot()
        ? new Role.OnTrial(trial.get())
        : new Role.FellBack(trial.get(), failure);
  }

  /** Why an image on trial did not prove itself: what it said itself, or what is left of it. */
  private static String failure(BootFacts facts, List<BootRecord> boots, String accident) {
    SlotTrial trial = facts.trial().orElse(null);
    if (trial == null) {
      return "";
    }
    if (!trial.failure().isEmpty()) {
      return trial.failure();
    }
    if (!accident.isEmpty()) {
      return accident;
    }
    return since(boots, trial).stream()
        .filter(boot -> !boot.open())
        .map(BootRecord::ended)
        .findFirst()
        .orElse("did not start");
  }

  /**
   * The boots of the trial: those since the boot that began it, which was one of the other slot.
   * Older ones may have had the same slot and generation.
   */
  private static List<BootRecord> since(List<BootRecord> boots, SlotTrial trial) {
    return boots.stream().takeWhile(boot -> of(boot, trial)).toList();
  }

  private static boolean of(BootRecord boot, SlotTrial trial) {
    return boot.slot().equals(trial.slot().name()) && boot.generation() == trial.generation();
  }

  /** A boot of the image on trial that never came as far as to note its start. */
  private static Optional<BootRecord> silent(
      BootFacts facts, Role role, List<BootRecord> boots, String accident) {
    return switch (role) {
      case Role.Plain _ -> Optional.empty();
      case Role.OnTrial(SlotTrial trial) ->
          accident.isEmpty() ? Optional.empty() : Optional.of(silent(facts, trial, accident));
      case Role.FellBack(SlotTrial trial, String why) ->
          !since(boots, trial).isEmpty()
              ? Optional.empty()
              : Optional.of(silent(facts, trial, why));
    };
  }

  private static BootRecord silent(BootFacts facts, SlotTrial trial, String ended) {
    return new BootRecord(
        "",
        facts.now(),
        trial.slot().name(),
        trial.generation(),
        trial.version(),
        trial.rollback() ? ROLLBACK : UPGRADE,
        ended,
        facts.lastWords());
  }

  private static String reason(
      BootFacts facts, Role role, List<BootRecord> before, String accident) {
    return switch (role) {
      case Role.OnTrial(SlotTrial trial) -> trial.rollback() ? ROLLBACK : UPGRADE;
      case Role.FellBack _ -> FALLBACK;
      case Role.Plain _ -> {
        if (!accident.isEmpty()) {
          yield facts.lastWords().isEmpty() ? accident : "panic";
        }
        yield switch (before.isEmpty() ? POWER_OFF : before.getFirst().ended()) {
          case POWER_OFF -> POWER_ON;
          case REBOOT -> REBOOT;
          default -> UNKNOWN;
        };
      }
    };
  }

  /** What stopped the machine before this boot, if anything tells. */
  private static String accident(BootFacts facts) {
    if (!facts.lastWords().isEmpty()) {
      Matcher panic = PANIC.matcher(facts.lastWords());
      return "panic: " + (panic.find() ? panic.group(1).strip() : "see detail");
    }
    return facts.watchdog() ? WATCHDOG : "";
  }

  private static int generation(List<Entry> entries, Slot slot) {
    return entries.stream()
        .filter(entry -> entry.name().slot() == slot)
        .mapToInt(entry -> entry.name().generation())
        .max()
        .orElse(0);
  }
}
