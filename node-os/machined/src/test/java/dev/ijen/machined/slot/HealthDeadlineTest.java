package dev.ijen.machined.slot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.machined.platform.KernelCommandLine;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthDeadlineTest {
  @ParameterizedTest
  @CsvSource({
    "quiet, 300",
    "ijen.health.deadline=45, 45",
    "ijen.health.deadline=45 ijen.health.deadline=900, 900",
    "ijen.health.deadline=10, 10",
    "ijen.health.deadline=9, 300",
    "ijen.health.deadline=86400, 86400",
    "ijen.health.deadline=86401, 300",
    "ijen.health.deadline=5m, 300",
    "ijen.health.deadline=99999999999999999999, 300",
    "ijen.health.deadline=, 300",
  })
  void isWhatTheCommandLineSaysWithinBounds(String line, long seconds) {
    assertThat(HealthDeadline.of(KernelCommandLine.parse(line)))
        .isEqualTo(Duration.ofSeconds(seconds));
  }
}
