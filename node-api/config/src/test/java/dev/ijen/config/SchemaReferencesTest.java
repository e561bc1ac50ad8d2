package dev.ijen.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.config.schema.DocumentKind;
import dev.ijen.config.schema.Documents;
import dev.ijen.config.schema.Field;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Paths and kinds that stand in code exist in the schema. */
class SchemaReferencesTest {
  private static final List<String> MAIN_PATHS =
      Documents.main().root().flatten().stream().map(Field::path).toList();

  @Test
  void everyExclusiveKindSaysWhatItReplaces() {
    Stream<String> exclusive =
        Documents.all().stream()
            .filter(DocumentKind::excludesMainFields)
            .map(DocumentKind::name)
            .filter(kind -> !kind.equals("VolumeConfig")); // its fields depend on its name

    assertThat(ExclusionRules.REPLACED.keySet())
        .containsExactlyInAnyOrderElementsOf(exclusive.toList());
  }

  @Test
  void whatIsReplacedExists() {
    assertThat(MAIN_PATHS)
        .containsAll(ExclusionRules.REPLACED.values().stream().flatMap(List::stream).toList())
        .containsAll(KubernetesVersions.IMAGES)
        .containsAll(MainRules.CHECKED_WORDS);
  }

  @Test
  void keyedListsExist() {
    List<String> all =
        Documents.all().stream()
            .flatMap(kind -> kind.root().flatten().stream())
            .map(Field::path)
            .toList();

    assertThat(all).containsAll(ListKeys.KEYS.keySet());
  }
}
