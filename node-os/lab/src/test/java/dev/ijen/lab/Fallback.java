package dev.ijen.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.api.fleet.BootRecord;
import dev.ijen.api.fleet.SlotStatus;
import dev.ijen.image.release.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A release that is broken on purpose: the machine that takes it must come back by itself with the
 * release it had, and say why.
 *
 * @param version of the broken release
 * @param image its reference
 */
record Fallback(ReleaseLab lab, Fault fault, String version, String image) {
  /** A release that is never healthy is given up after this time, not after five minutes. */
  private static final Duration HEALTHY_WITHIN = Duration.ofSeconds(30);

  /** On a host with two cores and 20 to 50 runnable threads the slowest of them took 14 minutes. */
  private static final Duration FALL_BACK = Duration.ofMinutes(30);

  /** Makes the broken release. */
  static Fallback of(ReleaseLab lab, Fault fault, String version) throws Exception {
    String deadline = "ijen.health.deadline=" + HEALTHY_WITHIN.toSeconds();
    return new Fallback(lab, fault, version, lab.push(version, Optional.of(fault), deadline));
  }

  /** Hands the release to the machine, which is about to reboot when this returns. */
  @FunctionalInterface
  interface Upgrade {
    void begin(String image) throws Exception;
  }

  /** Upgrades to the broken release, and looks at what the machine says after it came back. */
  void run(Upgrade upgrade) throws Exception {
    SlotStatus before = lab.active();
    Instant asked = Instant.now();
    upgrade.begin(image);
    Instant begun = Instant.now();
    lab.await(
        "slot %s is back after %s of %s".formatted(before.getSlot(), fault.text(), version),
        FALL_BACK,
        () -> isBack(lab.boots()));
    System.out.printf(
        "%s: taken in %s s, back after another %s s%n",
        fault.text(),
        Duration.between(asked, begun).toSeconds(),
        Duration.between(begun, Instant.now()).toSeconds());
    BootRecord bad = lab.boots().get(1);
    assertThat(bad.getSlot()).isNotEqualTo(before.getSlot());
    assertThat(bad.getEnded()).startsWith(end());
    assertThat(lab.active().getSlot()).isEqualTo(before.getSlot());
    assertThat(lab.active().getVersion()).isEqualTo(before.getVersion());
    SlotStatus other = lab.slots().stream().filter(slot -> !slot.getActive()).findFirst().get();
    assertThat(other.getState()).isEqualTo(SlotStatus.State.BAD);
    assertThat(other.getReason()).isNotEmpty();
    if (fault == Fault.PANIC || fault == Fault.INIT_DIES) {
      assertThat(bad.getDetail()).startsWith("<").containsPattern("Kernel panic - not syncing: ");
    }
  }

  private boolean isBack(List<BootRecord> boots) {
    return boots.size() > 1
        && boots.getFirst().getReason().equals("fallback")
        && boots.get(1).getVersion().equals(version);
  }

  private String end() {
    return switch (fault) {
      case PANIC -> "panic: sysrq triggered crash";
      case HANG -> "watchdog";
      case INIT_DIES -> "panic: Attempted to kill init!";
      case UNHEALTHY ->
          "trial failed: not healthy within %d s".formatted(HEALTHY_WITHIN.toSeconds());
    };
  }
}
