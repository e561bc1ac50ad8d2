package dev.ijen.machined.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.machined.wire.YamlNode.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class WireTextTest {

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "0a000001, 10.0.0.1",
    "00000000000000000000000000000000, ::",
    "00000000000000000000000000000001, ::1",
    "fe800000000000000000000000000001, fe80::1",
    "20010db8000000000001000000000001, 2001:db8::1:0:0:1",
    "20010db8000000010001000100010001, 2001:db8:0:1:1:1:1:1",
    "00000000000000000000ffff01020304, ::ffff:1.2.3.4",
    "fe80000000000000000000000000000165746830, fe80::1%eth0",
  })
  void addressesAreShortest(String hex, String text) {
    assertThat(WireText.ip(HexFormat.of().parseHex(hex))).isEqualTo(text);
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "PT0S, 0s",
    "PT1.5S, 1.5s",
    "PT0.1S, 100ms",
    "PT0.0000015S, 1.5µs",
    "PT0.000000001S, 1ns",
    "PT90S, 1m30s",
    "PT1H, 1h0m0s",
    "PT-36H, -36h0m0s",
  })
  void durationsAreThoseOfGo(Duration duration, String text) {
    assertThat(WireText.duration(duration)).isEqualTo(text);
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "1, 1",
    "0.5, 0.5",
    "1000000, 1e+06",
    "123456, 123456",
    "0.00001, 1e-05",
    "-2.5, -2.5"
  })
  void numbersAreThoseOfGo(double number, String text) {
    assertThat(WireText.number(number)).isEqualTo(text);
  }

  @Test
  void timesHaveNoZeroDigitsAtTheEnd() {
    assertThat(WireText.time(Instant.parse("2026-01-02T03:04:05Z")))
        .isEqualTo("2026-01-02T03:04:05Z");
    assertThat(WireText.time(Instant.ofEpochSecond(0, 120_000_000)))
        .isEqualTo("1970-01-01T00:00:00.12Z");
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      quoteCharacter = '^',
      value = {
        "plain, plain",
        "true, \"true\"",
        "1.5, \"1.5\"",
        "10:30, \"10:30\"",
        "null, \"null\"",
        "2026-01-02, \"2026-01-02\"",
        "a: b, 'a: b'",
        "# x, '# x'",
        "it's, it's",
        "'q', '''q'''",
        "a#b, a#b",
        "fe80::1, fe80::1",
      })
  void textsAreQuotedWhereTheyMust(String text, String yaml) {
    assertThat(YamlText.key(text)).isEqualTo(yaml);
  }

  @Test
  void anyTextIsReadBackAsItWas() {
    long seed = 20261125;
    var random = new Random(seed);
    List<String> pieces =
        List.of("a", " ", "\n", ":", "#", "-", "'", "\"", "1", "true", "\t", "{", "é", "\\", "\r");
    for (int round = 0; round < 3000; round++) {
      var text = new StringBuilder();
      for (int length = random.nextInt(8); length > 0; length--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      String yaml = YamlPrinter.print(new Text(text.toString()));
      assertThat(new Load(LoadSettings.builder().build()).loadFromString(yaml))
          .as("seed %d round %d: %s", seed, round, yaml)
          .isEqualTo(text.toString());
    }
  }
}
