package dev.ijen.machined.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.config.MachineConfig;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegistriesTest {
  @Test
  void withoutAConfigARegistryMayHaveNoTls() {
    var registries = new Registries(Optional.empty());
    assertThat(registries.endpoints("10.5.0.1:5000"))
        .containsExactly(
            new RegistryEndpoint("https://10.5.0.1:5000/v2", "", RegistryAccess.PLAIN, true));
    assertThat(registries.endpoints("docker.io").getFirst().base())
        .isEqualTo("https://registry-1.docker.io/v2");
  }

  @Test
  void documentsNameMirrorsAndLogins() throws Exception {
    Registries registries =
        registries(
            """
            apiVersion: v1alpha1
            kind: RegistryMirrorConfig
            name: ghcr.io
            endpoints:
              - url: http://10.5.0.1:5000
              - url: https://mirror.example/ghcr/
                overridePath: true
            skipFallback: true
            ---
            apiVersion: v1alpha1
            kind: RegistryAuthConfig
            name: mirror.example
            username: user
            password: secret
            ---
            apiVersion: v1alpha1
            kind: RegistryTLSConfig
            name: mirror.example
            insecureSkipVerify: true
            """);
    var endpoints = registries.endpoints("ghcr.io");
    assertThat(endpoints)
        .extracting(RegistryEndpoint::base)
        .containsExactly("http://10.5.0.1:5000/v2", "https://mirror.example/ghcr");
    assertThat(endpoints).extracting(RegistryEndpoint::query).containsOnly("?ns=ghcr.io");
    assertThat(endpoints.getLast().access().login()).contains("dXNlcjpzZWNyZXQ=");
    assertThat(endpoints.getLast().access().anyCertificate()).isTrue();
    assertThat(endpoints.getLast().toString()).doesNotContain("dXNlcjpzZWNyZXQ=");
    assertThat(registries.endpoints("quay.io"))
        .containsExactly(
            new RegistryEndpoint("https://quay.io/v2", "", RegistryAccess.PLAIN, false));
  }

  @Test
  void theClassicFormSaysTheSame() throws Exception {
    Registries registries =
        registries(
            """
            version: v1alpha1
            machine:
              type: worker
              registries:
                mirrors:
                  "*": {endpoints: ["http://10.5.0.1:5000/"]}
                config:
                  ghcr.io: {auth: {auth: YTpi}}
            cluster: {}
            """);
    assertThat(registries.endpoints("ghcr.io"))
        .extracting(RegistryEndpoint::base)
        .containsExactly("http://10.5.0.1:5000/v2", "https://ghcr.io/v2");
    assertThat(registries.endpoints("ghcr.io").getLast().access().login()).contains("YTpi");
  }

  private static Registries registries(String yaml) throws Exception {
    return new Registries(Optional.of(MachineConfig.decode(yaml)));
  }
}
