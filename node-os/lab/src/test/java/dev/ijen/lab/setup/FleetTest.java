package dev.ijen.lab.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.config.MachineConfig;
import dev.ijen.config.talosconfig.TalosContext;
import dev.ijen.config.talosconfig.Talosconfig;
import dev.ijen.lab.host.Instance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetTest {
  private static final String KUBERNETES = "https://10.213.0.2:6443";

  @TempDir Path folder;

  @Test
  void aSecondRunHasTheSameSecretsAndTheNewEndpoints() throws Exception {
    var instance = new Instance(folder, "up", folder.resolve("state"), "01234567");
    Fleet first = Fleet.load(instance, KUBERNETES, List.of("10.213.0.10:50000"));
    Fleet second = Fleet.load(instance, KUBERNETES, List.of("10.213.0.11:50000"));

    assertThat(second.config()).isEqualTo(first.config());
    assertThat(MachineConfig.decode(second.config()).clusterEndpoint()).contains(KUBERNETES);
    assertThat(second.administrator().crt()).isEqualTo(first.administrator().crt());
    TalosContext stored = Talosconfig.load(second.talosconfigFile()).current().orElseThrow();
    assertThat(stored.endpoints()).containsExactly("10.213.0.11:50000");
    assertThat(stored.nodes()).containsExactly("10.213.0.11");
  }

  @Test
  void theFolderOfSecretsIsClosed() throws Exception {
    var instance = new Instance(folder, "up", folder.resolve("state"), "01234567");
    Fleet.load(instance, KUBERNETES, List.of());
    assertThat(Files.getPosixFilePermissions(instance.folder()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }
}
