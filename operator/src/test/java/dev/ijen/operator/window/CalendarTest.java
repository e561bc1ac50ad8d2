package dev.ijen.operator.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ijen.crds.MaintenanceWindowSpec;
import dev.ijen.crds.MaintenanceWindowSpec.Exclusion;
import dev.ijen.crds.MaintenanceWindowSpec.Schedule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2026-03-10T00:59:59Z | Closed 2026-03-10T01:00:00Z
          2026-03-10T01:00:00Z | Open 2026-03-10T03:00:00Z
          2026-03-10T02:59:59Z | Open 2026-03-10T03:00:00Z
          2026-03-10T03:00:00Z | Closed 2026-03-11T01:00:00Z
          """)
  void opensAndCloses(String now, String expected) {
    assertThat(at(daily("0 2 * * *", "2h"), now)).isEqualTo(expected);
  }

  @Test
  void aTimeThatDaylightSavingSkipsDoesNotOpenThatDay() {
    // 02:30 does not exist in Berlin on 29 March 2026: clocks go from 02:00 to 03:00
    assertThat(at(daily("30 2 * * *", "1h"), "2026-03-29T00:30:00Z"))
        .isEqualTo("Closed 2026-03-30T00:30:00Z");
  }

  @Test
  void aWindowOverTheEndOfDaylightSavingLastsItsDurationInRealTime() {
    // 25 October 2026: 03:00 becomes 02:00 again
    assertThat(at(daily("0 1 * * *", "4h"), "2026-10-24T23:00:00Z"))
        .isEqualTo("Open 2026-10-25T03:00:00Z");
  }

  @Test
  void openingsThatTouchAreOne() {
    var spec =
        new MaintenanceWindowSpec(
            List.of(new Schedule("0 1 * * *", "1h", "UTC"), new Schedule("0 2 * * *", "1h", "UTC")),
            List.of(),
            List.of());
    assertThat(at(spec, "2026-03-10T01:30:00Z")).isEqualTo("Open 2026-03-10T03:00:00Z");
  }

  @Test
  void anExclusionKeepsItClosed() {
    var spec =
        new MaintenanceWindowSpec(
            List.of(new Schedule("0 1 * * *", "4h", "UTC")),
            List.of(new Exclusion("2026-03-10T02:00:00Z", "2026-03-10T03:00:00Z", "audit")),
            List.of());
    assertThat(at(spec, "2026-03-10T01:30:00Z")).isEqualTo("Open 2026-03-10T02:00:00Z");
    assertThat(at(spec, "2026-03-10T02:30:00Z")).isEqualTo("Closed 2026-03-10T03:00:00Z");
    assertThat(at(spec, "2026-03-10T03:00:00Z")).isEqualTo("Open 2026-03-10T05:00:00Z");
  }

  @Test
  void saysWhichScheduleIsWrong() {
    assertThatThrownBy(() -> Calendar.of(daily("61 2 * * *", "1h")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("61 2 * * *");
  }

  private static MaintenanceWindowSpec daily(String cron, String duration) {
    return new MaintenanceWindowSpec(
        List.of(new Schedule(cron, duration, "Europe/Berlin")), List.of(), List.of());
  }

  private static String at(MaintenanceWindowSpec spec, String now) {
    return switch (Calendar.of(spec).at(Instant.parse(now))) {
      case WindowState.Always _ -> "Always";
      case WindowState.Open(Instant until) -> "Open " + until;
      case WindowState.Closed(Optional<Instant> next) ->
          "Closed " + next.map(Instant::toString).orElse("");
    };
  }
}
