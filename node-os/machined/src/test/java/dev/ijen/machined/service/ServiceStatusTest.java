package dev.ijen.machined.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ServiceStatusTest {
  private static final List<ServiceState> STATES = List.of(ServiceState.values());
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @RepeatedTest(50)
  void anyWayThroughTheStatesKeepsItsPromises(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    ServiceStatus status = ServiceStatus.initial("x", random.nextBoolean(), NOW);
    for (int i = 0; i < 200; i++) {
      ServiceState next = STATES.get(random.nextInt(STATES.size()));
      ServiceStatus before = status;
      if (before.state().mayBecome(next)) {
        status = before.become(next, "step " + i, NOW);
        assertThat(status.state()).isEqualTo(next);
        assertThat(status.history()).hasSizeLessThanOrEqualTo(ServiceStatus.KEPT);
        assertThat(status.message()).isEqualTo("step " + i);
      } else {
        assertThatThrownBy(() -> before.become(next, "", NOW))
            .isInstanceOf(IllegalStateException.class);
      }
      if (random.nextInt(3) == 0) {
        status = status.checked(random.nextBoolean(), "", NOW);
      }
      assertThat(status.up() && status.state() != ServiceState.RUNNING).isFalse();
      assertThat(status.up() && status.checked() && !status.health().healthy()).isFalse();
    }
  }

  @Test
  void everyStateCanBeReachedAndOnlyEndedOnesStartAgain() {
    for (ServiceState state : ServiceState.values()) {
      boolean reachable =
          state == ServiceState.INITIALIZED || STATES.stream().anyMatch(s -> s.mayBecome(state));
      assertThat(reachable).as(state.text()).isTrue();
      assertThat(state.mayBecome(ServiceState.STARTING))
          .as(state.text())
          .isEqualTo(state.ended() || state == ServiceState.INITIALIZED);
    }
  }

  @Test
  void pausesGrowToABound() {
    assertThat(RestartPolicy.pause(0)).hasSeconds(1);
    assertThat(RestartPolicy.pause(2)).hasSeconds(4);
    assertThat(RestartPolicy.pause(100)).hasSeconds(30);
  }
}
