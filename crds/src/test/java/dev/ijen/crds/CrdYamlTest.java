package dev.ijen.crds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrdYamlTest {
  private static final Path COMMITTED = Path.of("src/main/resources/META-INF/ijen/crds");

  @Test
  void committedYamlIsWhatTheRecordsGenerate(@TempDir Path dir) throws IOException {
    Map<String, String> generated = CrdYaml.generate(dir);
    assertThat(generated)
        .containsOnlyKeys(
            "clusters.ijen.dev.yaml",
            "healthgates.ijen.dev.yaml",
            "machineconfigrevisions.ijen.dev.yaml",
            "machineconfigs.ijen.dev.yaml",
            "machinepools.ijen.dev.yaml",
            "machines.ijen.dev.yaml",
            "maintenancewindows.ijen.dev.yaml",
            "osupgrades.ijen.dev.yaml",
            "rollouts.ijen.dev.yaml");
    for (Map.Entry<String, String> crd : generated.entrySet()) {
      Path committed = COMMITTED.resolve(crd.getKey());
      if (System.getProperty("golden.update") != null) {
        Files.createDirectories(COMMITTED);
        Files.writeString(committed, crd.getValue());
      }
      assertThat(committed)
          .as("regenerate with -Dgolden.update")
          .exists()
          .content()
          .isEqualTo(crd.getValue());
    }
  }
}
