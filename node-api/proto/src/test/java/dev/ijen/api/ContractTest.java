package dev.ijen.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ContractTest {
  private static Set<String> facts;
  private static Set<String> compiled;

  @BeforeAll
  static void read() throws Exception {
    facts = WireFacts.lines();
    compiled = CompiledContract.lines();
  }

  @Test
  void everyFactIsCompiled() {
    assertThat(compiled).containsAll(facts);
  }

  @Test
  void nothingIsCompiledThatNoFactAsksFor() {
    assertThat(facts).containsAll(compiled);
  }

  @Test
  void theCountsAreThoseOfTheContract() {
    Map<String, Integer> expected =
        Map.of(
            "package", 36,
            "service", 14,
            "method", 85,
            "message", 577,
            "field", 2204,
            "enum", 90,
            "value", 758);
    assertThat(counts(compiled)).isEqualTo(expected);
    assertThat(WireFacts.totals())
        .containsEntry("packages", 36)
        .containsEntry("services", 14)
        .containsEntry("methods", 85)
        .containsEntry("messages", 577)
        .containsEntry("fields", 2204)
        .containsEntry("enums", 90)
        .containsEntry("enum_values", 758);
  }

  private static Map<String, Integer> counts(Set<String> lines) {
    return lines.stream()
        .collect(
            Collectors.groupingBy(
                line -> line.substring(0, line.indexOf(' ')), Collectors.summingInt(line -> 1)));
  }
}
