package dev.ijen.config.talosconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TalosconfigTest {
  private static final String FILE =
      """
      context: a
      contexts:
        a:
          endpoints:
            - 10.5.0.2
          nodes:
            - 10.5.0.3
          ca: LS0t
          crt: LS0t
          key: c2VjcmV0
          cluster: kept
        b:
          endpoints: []
      """;

  @Test
  void filesAreWrittenAsTheyWereReadForTheirOwnerAlone(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("new/config");

    Talosconfig.parse(FILE).save(file);

    assertThat(Files.readString(file)).isEqualTo(FILE);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Talosconfig.load(file)).isEqualTo(Talosconfig.parse(FILE));
    assertThat(folder.resolve("new")).isDirectoryContaining("glob:**config");
  }

  @Test
  void mergingKeepsBothAndTakesTheCurrentContextOfTheOther() {
    Talosconfig one = Talosconfig.parse(FILE);

    Talosconfig merged = one.merge(Talosconfig.parse(FILE));

    assertThat(merged.contexts().keySet()).containsExactly("a", "b", "a-1", "b-1");
    assertThat(merged.context()).isEqualTo("a-1");
    assertThat(one.without("a").context()).isEmpty();
  }

  @Test
  void endpointsAndNodesChangeByCopy() {
    Talosconfig file = Talosconfig.parse(FILE);
    TalosContext context = file.current().orElseThrow();

    Talosconfig changed = file.with("a", context.withEndpoints(List.of("x")).withNodes(List.of()));

    assertThat(changed.current().orElseThrow().endpoints()).containsExactly("x");
    assertThat(context.toString()).doesNotContain("c2VjcmV0");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"[", "[]", "contexts: {a: b}"})
  void otherFilesAreRefused(String yaml) {
    assertThatThrownBy(() -> Talosconfig.parse(yaml)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anEmptyFileHasNoContexts() {
    assertThat(Talosconfig.parse("")).isEqualTo(Talosconfig.empty());
  }
}
