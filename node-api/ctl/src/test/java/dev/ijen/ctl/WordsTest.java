package dev.ijen.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({"0s, 0s", "59s, 59s", "61s, 1m1s", "1h, 1h0m0s", "25h3s, 25h0m3s", "1500ms, 1s"})
  void durationsReadAsInGo(String text, String printed) {
    Duration duration = new GoDuration().convert(text);
    assertThat(Words.duration(duration)).isEqualTo(printed);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"0, 0 B", "999, 999 B", "1000, 1.0 kB", "4096, 4.1 kB", "12345678, 12 MB"})
  void sizesHaveUnits(long bytes, String printed) {
    assertThat(Words.size(bytes)).isEqualTo(printed);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "644, -rw-r--r--",
    "20000000755, drwxr-xr-x",
    "1000000777, Lrwxrwxrwx",
    "40000755, urwxr-xr-x",
    "20004000777, dtrwxrwxrwx",
  })
  void modesReadAsInGo(String octal, String printed) {
    assertThat(FileMode.text((int) Long.parseLong(octal, 8))).isEqualTo(printed);
  }
}
