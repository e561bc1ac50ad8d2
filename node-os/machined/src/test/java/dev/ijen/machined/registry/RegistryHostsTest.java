package dev.ijen.machined.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.config.ConfigException;
import dev.ijen.config.MachineConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistryHostsTest {

  @Test
  void withoutMirrorsNothingIsSaid() throws ConfigException {
    assertThat(RegistryHosts.files(config(""), List.of())).isEmpty();
  }

  @Test
  void aMirrorIsAskedBeforeTheRegistry() throws ConfigException {
    var files =
        RegistryHosts.files(
            config(
                """
                apiVersion: v1alpha1
                kind: RegistryMirrorConfig
                name: docker.io
                endpoints:
                  - url: http://mirror.example.org:5000
                """),
            List.of());
    assertThat(files.get("docker.io"))
        .isEqualTo(
            """
            server = "https://registry-1.docker.io"
            [host."http://mirror.example.org:5000"]
              capabilities = ["pull", "resolve"]
            """);
  }

  @Test
  void theNodesOwnMirrorIsAskedFirstForEveryRegistry() throws ConfigException {
    var files =
        RegistryHosts.files(
            config(
                """
                apiVersion: v1alpha1
                kind: RegistryMirrorConfig
                name: "*"
                endpoints:
                  - url: https://mirror.example.org
                skipFallback: true
                """),
            List.of("http://127.0.0.1:3172"));
    assertThat(files).containsOnlyKeys("_default");
    assertThat(files.get("_default"))
        .containsSubsequence("127.0.0.1:3172", "https://mirror.example.org");
  }

  private static MachineConfig config(String document) throws ConfigException {
    String main = "version: v1alpha1\nmachine:\n  type: worker\n";
    return MachineConfig.decode(document.isEmpty() ? main : main + "---\n" + document);
  }
}
