package dev.ijen.config.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ijen.config.InstallConfig;
import dev.ijen.config.MachineConfig;
import dev.ijen.config.MachineType;
import dev.ijen.config.Validation;
import dev.ijen.config.ValidationContext;
import dev.ijen.config.ValidationContext.Platform;
import dev.ijen.config.generate.ClusterInput.Form;
import dev.ijen.config.talosconfig.Talosconfig;
import dev.ijen.pki.Certificates;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConfigGeneratorTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-25T08:00:00Z"), ZoneOffset.UTC);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final SecretsBundle SECRETS = SecretsBundle.generate(CLOCK, RANDOM);
  private static final ClusterInput INPUT =
      ClusterInput.of("demo", "https://10.5.0.2:6443", SECRETS)
          .withInstall("/dev/vda", Optional.of("ghcr.io/ijen/installer:v1.14.0"))
          .withCertSans(List.of("10.5.0.2", "cp.example.org"));

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void generatedConfigsAreValidOnEveryPlatform(Form form) throws Exception {
    var configs = ConfigGenerator.generate(INPUT.withForm(form));

    for (MachineConfig config : List.of(configs.controlPlane(), configs.worker())) {
      for (Platform platform : Platform.values()) {
        Validation found = config.validate(new ValidationContext(platform, false, true));
        assertThat(found.problems()).as("%s on %s", form, platform).isEmpty();
      }
      assertThat(MachineConfig.decode(config.encode())).isEqualTo(config);
      assertThat(config.clusterName()).contains("demo");
      assertThat(config.clusterEndpoint()).contains("https://10.5.0.2:6443");
      assertThat(config.install().map(InstallConfig::disk))
          .contains(new InstallConfig.Disk.Path("/dev/vda"));
      assertThat(config.token()).contains(SECRETS.trustdToken());
      assertThat(config.certSans()).containsExactly("10.5.0.2", "cp.example.org");
    }
    assertThat(configs.controlPlane().machineType()).isEqualTo(MachineType.CONTROL_PLANE);
    assertThat(configs.controlPlane().osCa().orElseThrow()).isEqualTo(SECRETS.os());
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void workersKnowNoPrivateKeyOfAnAuthority(Form form) throws Exception {
    String worker = ConfigGenerator.generate(INPUT.withForm(form)).worker().encode();

    for (var pair :
        List.of(SECRETS.os(), SECRETS.kubernetes(), SECRETS.etcd(), SECRETS.aggregator())) {
      assertThat(worker).doesNotContain(pair.keyBase64());
      assertThat(worker).doesNotContain(pair.key().lines().skip(1).findFirst().orElseThrow());
    }
    assertThat(worker).doesNotContain(SECRETS.secretboxEncryptionSecret());
  }

  @Test
  void theManyDocumentFormHasADocumentPerSubject() throws Exception {
    assertThat(ConfigGenerator.generate(INPUT).worker().documents().toString())
        .isEqualTo(
            "[v1alpha1, DiscoveryServiceConfig/default, DiscoveryIdentityConfig,"
                + " UnattendedInstallConfig, ResolverConfig, VolumeConfig/EPHEMERAL,"
                + " FilesystemTrimConfig, SecurityProfileConfig, HostnameConfig,"
                + " KubeClusterConfig, KubeNodeConfig, KubeNetworkConfig, KubeletConfig,"
                + " KubeAPIServerCAConfig, KubePrismConfig]");
  }

  @Test
  void secretsSurviveTheirFile() {
    assertThat(SecretsBundle.fromYaml(SECRETS.toYaml())).isEqualTo(SECRETS);
    assertThat(SECRETS.toString()).isEqualTo("SecretsBundle[redacted]");
    assertThatThrownBy(() -> SecretsBundle.fromYaml("cluster: {id: a}"))
        .hasMessage("secrets: cluster.secret is missing");
  }

  @Test
  void theTalosconfigOfTheAdministratorIsSignedByTheAuthority() throws Exception {
    Talosconfig file = ConfigGenerator.talosconfig(INPUT, List.of("10.5.0.2"), CLOCK, RANDOM);

    var context = file.current().orElseThrow();
    var client = Certificates.readFirst(context.client().certificate());
    client.verify(Certificates.readFirst(context.authority()).getPublicKey());
    assertThat(client.getSubjectX500Principal().getName()).isEqualTo("O=os:admin");
    assertThat(Talosconfig.parse(file.toYaml())).isEqualTo(file);
  }
}
