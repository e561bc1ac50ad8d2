package dev.ijen.operator.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ijen.config.MachineConfig;
import dev.ijen.crds.Condition;
import dev.ijen.crds.MachinePhase;
import dev.ijen.crds.MachineStatus;
import dev.ijen.crds.MachineStatus.Problem;
import dev.ijen.crds.MachineStatus.ProblemKind;
import dev.ijen.operator.TestCluster;
import dev.ijen.operator.condition.Reason;
import dev.ijen.operator.node.Observation;
import dev.ijen.operator.render.Rendering;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MachinePlannerTest {
  private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
  private static final MachineConfig DESIRED = desired();
  private static final Rendering RENDERED = new Rendering.Rendered(DESIRED);
  private static final Observation IN_SYNC = seen(Optional.of(DESIRED.hash()));
  private static final Observation OTHER = seen(Optional.of("other"));

  @Test
  void aNodeThatHoldsTheConfigIsLeftAlone() {
    assertThat(next(RENDERED, IN_SYNC, null)).isEqualTo(new Decision.InSync());
  }

  @Test
  void aNodeWithAnotherConfigIsGivenTheDesiredOne() {
    assertThat(next(RENDERED, OTHER, null))
        .isEqualTo(new Decision.Apply("10.5.0.2", DESIRED.encode(), false));
  }

  @Test
  void aNodeWithoutConfigIsGivenOne() {
    assertThat(next(RENDERED, seen(Optional.empty()), null)).isInstanceOf(Decision.Apply.class);
  }

  @Test
  void aChangeBehindOurBackIsDrift() {
    assertThat(next(RENDERED, OTHER, status(MachinePhase.RUNNING, DESIRED.hash(), NOW)))
        .isEqualTo(new Decision.Apply("10.5.0.2", DESIRED.encode(), true));
  }

  @Test
  void aConfigThatWasJustSentIsAwaitedAndSentAgainAfterAMinute() {
    var justSent = status(MachinePhase.APPLYING, "other", NOW.minusSeconds(59));
    var longAgo = status(MachinePhase.APPLYING, "other", NOW.minus(MachinePlanner.EFFECT));
    assertThat(next(RENDERED, OTHER, justSent)).isEqualTo(new Decision.AwaitEffect());
    assertThat(next(RENDERED, OTHER, longAgo)).isInstanceOf(Decision.Apply.class);
  }

  @Test
  void aSilentNodeIsTriedAgainAndOneThatDeniesIsNot() {
    assertThat(next(RENDERED, new Observation.Silent("refused"), null))
        .isEqualTo(new Decision.Unreachable("refused"));
    assertThat(next(RENDERED, new Observation.Denied("expired"), null))
        .isEqualTo(new Decision.Stalled(Reason.CREDENTIALS_REFUSED, "expired"));
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void badInputStallsWhateverTheNodeDoes(ProblemKind kind) {
    var refused =
        new Rendering.Refused(List.of(new Problem("f", kind, "v1alpha1: a.b (line 3)", "bad")));
    for (Observation observation : List.of(IN_SYNC, OTHER, new Observation.Silent("down"))) {
      assertThat(next(refused, observation, null))
          .isInstanceOfSatisfying(
              Decision.Stalled.class,
              stalled ->
                  assertThat(stalled.message())
                      .isEqualTo("MachineConfig f, v1alpha1: a.b (line 3): bad"));
    }
  }

  @Test
  void theSameOutcomeGivesTheSameStatusLater() {
    MachineView view = view(RENDERED, IN_SYNC, null);
    MachineStatus first = MachineStatuses.of(view, Outcome.RUNNING, NOW);
    MachineStatus later =
        MachineStatuses.of(
            view(RENDERED, IN_SYNC, first), Outcome.RUNNING, NOW.plus(Duration.ofDays(1)));
    assertThat(later).isEqualTo(first);
  }

  @Test
  void anUnreachableNodeKeepsWhatWasSeenLast() {
    MachineStatus first = MachineStatuses.of(view(RENDERED, IN_SYNC, null), Outcome.RUNNING, NOW);
    MachineStatus later =
        MachineStatuses.of(
            view(RENDERED, new Observation.Silent("down"), first),
            Outcome.unreachable("down"),
            NOW.plusSeconds(60));
    assertThat(later.hostname()).isEqualTo("node-1");
    assertThat(later.config()).isEqualTo(first.config());
    assertThat(later.api()).isEqualTo(new MachineStatus.Api(false, "10.5.0.2"));
    assertThat(later.conditions())
        .extracting(Condition::type, Condition::status)
        .contains(
            tuple("Ready", Condition.Status.FALSE),
            tuple("Reachable", Condition.Status.FALSE),
            tuple("ConfigApplied", Condition.Status.UNKNOWN));
  }

  private static Decision next(Rendering rendering, Observation observation, MachineStatus before) {
    return MachinePlanner.next(view(rendering, observation, before), NOW);
  }

  private static MachineView view(
      Rendering rendering, Observation observation, MachineStatus before) {
    return new MachineView(1, List.of(), rendering, observation, new Before(before));
  }

  private static Observation seen(Optional<String> hash) {
    return new Observation.Seen("10.5.0.2", "node-1", "v1.14.0", hash);
  }

  private static MachineStatus status(MachinePhase phase, String applied, Instant since) {
    return new MachineStatus(
        1L,
        phase,
        null,
        "node-1",
        null,
        null,
        MachineStatus.Config.of(DESIRED.hash(), applied, List.of()),
        List.of(),
        List.of(),
        List.of(
            new Condition(
                "Reconciling", Condition.Status.TRUE, "Applying", "", since.toString(), 1L)));
  }

  private static MachineConfig desired() {
    try {
      return new TestCluster().rendered("machine: {sysctls: {a: '1'}}");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
