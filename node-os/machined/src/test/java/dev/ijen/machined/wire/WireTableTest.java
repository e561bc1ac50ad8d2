package dev.ijen.machined.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WireTableTest {
  private static final Path TABLE =
      Path.of("src/main/resources/dev/ijen/machined/wire/resources.tsv");

  private final WireFacts facts = WireFacts.load();

  /** Regenerate with {@code -Dgolden.update}. */
  @Test
  void tableIsThatOfTheFacts() throws IOException {
    List<String> expected = facts.table();
    if (System.getProperty("golden.update") != null) {
      Files.write(TABLE, expected);
    }

    assertThat(Files.readAllLines(TABLE)).isEqualTo(expected);
  }

  @Test
  void everyTypeHasItsNamesAndColumns() {
    assertThat(WireTable.contract().namespaces()).isEqualTo(facts.namespaces());
    assertThat(WireTable.contract().resources()).hasSize(199).hasSameSizeAs(facts.resources());
    for (Map<String, Object> fact : facts.resources()) {
      WireResource resource = WireTable.contract().find((String) fact.get("type")).orElseThrow();
      assertThat(resource.definitionId()).isEqualTo(fact.get("definition_id"));
      assertThat(resource.aliases()).isEqualTo(WireFacts.words(fact.get("aliases")));
      assertThat(resource.allAliases()).isEqualTo(WireFacts.words(fact.get("all_aliases")));
      assertThat(resource.columns()).hasSize(((List<?>) fact.get("print_columns")).size());
      assertThat(resource.sensitive()).isEqualTo(fact.get("sensitivity").equals("sensitive"));
    }
  }

  @Test
  void everyFieldOfEveryMessageIsReached() {
    var messages = new Messages();
    var problems =
        WireTable.contract().resources().stream()
            .filter(resource -> !resource.message().isEmpty())
            .flatMap(resource -> messages.problems(resource).stream())
            .sorted(Comparator.naturalOrder())
            .toList();

    assertThat(problems).isEmpty();
  }
}
