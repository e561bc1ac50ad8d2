package dev.ijen.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "0, PT0S",
    "1h30m, PT1H30M",
    "1.5h, PT1H30M",
    ".5s, PT0.5S",
    "-2m, PT-2M",
    "+1ms1us, PT0.001001S",
    "168h, PT168H",
    "8760h0m0s, PT8760H",
    "1µs, PT0.000001S"
  })
  void durationsOfGoAreRead(String text, Duration expected) {
    assertThat(GoDuration.parse(text)).contains(expected);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"", "1", "h", "1d", "1h ", "--1s", "1h-3m", ".s", "99999999999h"})
  void otherTextsAreNone(String text) {
    assertThat(GoDuration.parse(text)).isEmpty();
  }
}
