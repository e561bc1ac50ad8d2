package dev.ijen.machined.slot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.machined.slot.GateDecision.Fail;
import dev.ijen.machined.slot.GateDecision.Pass;
import dev.ijen.machined.slot.GateDecision.View;
import dev.ijen.machined.slot.GateDecision.Wait;
import dev.ijen.slots.Slot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GateDecisionTest {
  private static final List<String> BAD = List.of("containerd is not healthy");
  private static final SlotTrial TRIAL = trial(Optional.empty());
  private static final SlotTrial CONFIRM = trial(Optional.of(Duration.ofSeconds(60)));

  static Stream<Arguments> cases() {
    return Stream.of(
        of("plain, not healthy for ever", view(BAD, null, 100_000, -1), new Wait(BAD)),
        of("plain, healthy at last", view(List.of(), null, 100_000, 5), new Pass()),
        of("not steady yet", view(List.of(), TRIAL, 60, 4), new Wait(List.of("steady health"))),
        of("trial, steady", view(List.of(), TRIAL, 60, 5), new Pass()),
        of("trial, in time", view(BAD, TRIAL, 300, -1), new Wait(BAD)),
        of(
            "trial, too late",
            view(BAD, TRIAL, 301, -1),
            new Fail("not healthy within 300 s: containerd is not healthy")),
        of(
            "healthy just before the deadline",
            view(List.of(), TRIAL, 302, 2),
            new Wait(List.of("steady health"))),
        of("unconfirmed", view(List.of(), CONFIRM, 90, 60), new Wait(List.of("confirmation"))),
        of("confirmed", view(List.of(), CONFIRM.confirm(), 90, 10), new Pass()),
        of(
            "never confirmed",
            view(List.of(), CONFIRM, 90, 61),
            new Fail("not confirmed within 60 s")),
        of(
            "reverted while healthy",
            view(List.of(), TRIAL.failed("reverted"), 90, 10),
            new Fail("reverted")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void theGateDecides(String name, View view, GateDecision expected) {
    assertThat(GateDecision.of(view)).as(name).isEqualTo(expected);
  }

  private static Arguments of(String name, View view, GateDecision expected) {
    return Arguments.of(name, view, expected);
  }

  private static View view(
      List<String> unmet, @Nullable SlotTrial trial, int running, int healthy) {
    return new View(
        unmet,
        Optional.ofNullable(trial),
        Duration.ofSeconds(running),
        HealthDeadline.USUAL,
        healthy < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(healthy)));
  }

  private static SlotTrial trial(Optional<Duration> confirmWithin) {
    return new SlotTrial(Slot.B, 2, "sha256:b", "v2", "me", confirmWithin, false, false, "");
  }
}
