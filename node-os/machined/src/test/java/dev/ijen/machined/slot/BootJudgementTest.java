package dev.ijen.machined.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ijen.machined.slot.BootJudgement.Role;
import dev.ijen.slots.Entry;
import dev.ijen.slots.EntryName;
import dev.ijen.slots.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BootJudgementTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String PANIC =
      "<4>[    3.1] sysrq: Trigger a crash\n<0>[    3.2] Kernel panic - not syncing: sysrq triggered crash\n";
  private static final List<Entry> ENTRIES =
      Stream.of("ijen-000001-a.efi", "ijen-000002-b+2-1.efi")
          .map(file -> new Entry(EntryName.parse(file).orElseThrow(), file, 1))
          .toList();
  private static final SlotTrial TRIAL =
      new SlotTrial(
          Slot.B, 2, "sha256:b", "v2", "me", Optional.<Duration>empty(), false, false, "");

  @Test
  void theFirstBootOfAllComesFromPower() {
    BootJudgement judged = judge(Slot.A, Optional.empty(), List.of(), "", false);
    assertThat(judged.role()).isEqualTo(new Role.Plain());
    assertThat(judged.boots())
        .containsExactly(new BootRecord("now", NOW, "A", 1, "v1", "power-on", "", ""));
  }

  @Test
  void aBootThatWasAskedForSaysSo() {
    var boots = List.of(before("A", 1, "reboot requested"));
    assertThat(judge(Slot.A, Optional.empty(), boots, "", false).boots().getFirst().reason())
        .isEqualTo("reboot requested");
  }

  @Test
  void aBootThatNobodyEndedEndedForAnUnknownReason() {
    BootJudgement judged = judge(Slot.A, Optional.empty(), List.of(before("A", 1, "")), "", false);
    assertThat(judged.boots()).extracting(BootRecord::ended).containsExactly("", "unknown");
    assertThat(judged.boots().getFirst().reason()).isEqualTo("unknown");
  }

  @Test
  void theWatchdogAndThePanicAreTold() {
    var open = List.of(before("A", 1, ""));
    var watchdog = judge(Slot.A, Optional.empty(), open, "", true).boots();
    assertThat(watchdog.get(0).reason()).isEqualTo("watchdog");
    assertThat(watchdog.get(1).ended()).isEqualTo("watchdog");
    var panic = judge(Slot.A, Optional.empty(), open, PANIC, false).boots();
    assertThat(panic.get(0).reason()).isEqualTo("panic");
    assertThat(panic.get(1).ended()).isEqualTo("panic: sysrq triggered crash");
    assertThat(panic.get(1).detail()).isEqualTo(PANIC);
  }

  @Test
  void aTrialThatStartsIsOne() {
    var boots = List.of(before("A", 1, "reboot requested"));
    BootJudgement judged = judge(Slot.B, Optional.of(TRIAL), boots, "", false);
    assertThat(judged.role()).isEqualTo(new Role.OnTrial(TRIAL));
    assertThat(judged.boots().getFirst().reason()).isEqualTo("upgrade");
    assertThat(judged.boots().getFirst().generation()).isEqualTo(2);
  }

  @Test
  void aTrialThatPanickedBeforeItCouldNoteAnythingHasARecordAllTheSame() {
    var boots = List.of(before("A", 1, "reboot requested"));
    BootJudgement judged = judge(Slot.A, Optional.of(TRIAL), boots, PANIC, false);
    assertThat(judged.role()).isEqualTo(new Role.FellBack(TRIAL, "panic: sysrq triggered crash"));
    assertThat(judged.boots())
        .extracting(BootRecord::slot, BootRecord::reason, BootRecord::ended)
        .containsExactly(
            tuple("A", "fallback", ""),
            tuple("B", "upgrade", "panic: sysrq triggered crash"),
            tuple("A", "power-on", "reboot requested"));
    assertThat(judged.boots().get(0).detail())
        .isEqualTo("slot B, generation 2: panic: sysrq triggered crash");
    assertThat(judged.boots().get(1).detail()).isEqualTo(PANIC);
  }

  @Test
  void aTrialThatHungIsTheWatchdogs() {
    var boots = List.of(before("B", 2, ""), before("A", 1, "reboot requested"));
    BootJudgement judged = judge(Slot.A, Optional.of(TRIAL), boots, "", true);
    assertThat(judged.role()).isEqualTo(new Role.FellBack(TRIAL, "watchdog"));
    assertThat(judged.boots()).hasSize(3);
    assertThat(judged.boots().get(1).ended()).isEqualTo("watchdog");
  }

  @Test
  void aTrialThatGaveUpSaidWhy() {
    SlotTrial failed = TRIAL.failed("not confirmed within 60 s");
    var boots =
        List.of(
            before("B", 2, "trial failed: not confirmed within 60 s"),
            before("A", 1, "reboot requested"));
    BootJudgement judged = judge(Slot.A, Optional.of(failed), boots, "", false);
    assertThat(judged.role()).isEqualTo(new Role.FellBack(failed, "not confirmed within 60 s"));
    assertThat(judged.boots()).hasSize(3);
  }

  @Test
  void aTrialThatTheLoaderCouldNotLoadDidNotStart() {
    var boots = List.of(before("A", 1, "reboot requested"));
    BootJudgement judged = judge(Slot.A, Optional.of(TRIAL), boots, "", false);
    assertThat(judged.role()).isEqualTo(new Role.FellBack(TRIAL, "did not start"));
  }

  @Test
  void anEarlierTrialOfTheSameGenerationIsAnotherOne() {
    var boots =
        List.of(
            before("A", 1, "reboot requested"),
            before("B", 2, "panic: another"),
            before("A", 1, "reboot requested"));
    BootJudgement judged = judge(Slot.A, Optional.of(TRIAL), boots, "", true);
    assertThat(judged.role()).isEqualTo(new Role.FellBack(TRIAL, "watchdog"));
    assertThat(judged.boots()).hasSize(5);
    assertThat(judged.boots().get(1).ended()).isEqualTo("watchdog");
    assertThat(judged.boots().get(1).version()).isEqualTo("v2");
  }

  @Test
  void theSameBootIsJudgedOnce() {
    var first = judge(Slot.B, Optional.of(TRIAL), List.of(), "", false);
    var again = judge(Slot.B, Optional.of(TRIAL), first.boots(), "", false);
    assertThat(again).isEqualTo(first);
  }

  private static BootJudgement judge(
      Slot slot, Optional<SlotTrial> trial, List<BootRecord> boots, String words, boolean dog) {
    return BootJudgement.of(
        new BootFacts("now", slot, "v1", NOW, ENTRIES, trial, boots, words, dog));
  }

  private static BootRecord before(String slot, int generation, String ended) {
    return new BootRecord(
        "before-" + slot, NOW.minusSeconds(60), slot, generation, "v0", "power-on", ended, "");
  }
}
