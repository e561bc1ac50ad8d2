package dev.ijen.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.config.InterfaceConfig.Dhcp4;
import java.util.List;
import org.junit.jupiter.api.Test;

class MachineConfigTest {
  @Test
  void interfacesComeFromTheMainDocumentAndFromDocumentsOfTheirOwn() throws Exception {
    var classic =
        MachineConfig.decode(
            """
            machine:
              network:
                interfaces:
                  - deviceSelector: {hardwareAddr: "02:*"}
                    dhcp: true
                    dhcpOptions: {routeMetric: 0}
                  - interface: eth1
                    cidr: 10.5.0.3/24
                    mtu: 1400
                    routes: [{network: 0.0.0.0/0, gateway: 10.5.0.1}]
            """);
    MachineConfig modern = golden();

    List<InterfaceConfig> old = classic.interfaces();
    assertThat(old.get(0).selector()).containsEntry("hardwareAddr", "02:*");
    assertThat(old.get(0).dhcp4()).contains(new Dhcp4(1024, false));
    assertThat(old.get(1).addresses()).containsExactly("10.5.0.3/24");
    assertThat(old.get(1).mtu()).hasValue(1400);
    assertThat(old.get(1).routes().getFirst().destination()).isEmpty();
    assertThat(modern.interfaces())
        .extracting(InterfaceConfig::name)
        .containsExactly("eth0", "eth1");
    assertThat(modern.interfaces().getFirst().routes()).hasSize(2);
    assertThat(modern.interfaces().get(1).dhcp4()).isPresent();
  }

  @Test
  void namedReadingKnowsBothForms() throws Exception {
    MachineConfig modern = golden();
    var classic =
        MachineConfig.decode(
            "machine: {network: {hostname: n, nameservers: [1.1.1.1]}, install: {disk: /dev/vda}}\n");

    assertThat(modern.hostname()).contains("node-1.example.org");
    assertThat(modern.nameservers()).containsExactly("10.5.0.1", "9.9.9.9");
    assertThat(modern.searchDomains()).containsExactly("example.org");
    assertThat(modern.sysctls())
        .containsEntry("net.ipv4.ip_forward", "1")
        .containsEntry("vm.overcommit_memory", "1");
    assertThat(modern.isPartial()).isTrue();
    assertThat(classic.hostname()).contains("n");
    assertThat(classic.nameservers()).containsExactly("1.1.1.1");
    assertThat(classic.install().map(InstallConfig::disk))
        .contains(new InstallConfig.Disk.Path("/dev/vda"));
    assertThat(classic.machineType()).isEqualTo(MachineType.WORKER);
  }

  @Test
  void secretsAreRedactedWhereverTheyStand() throws Exception {
    var config =
        MachineConfig.decode(
            """
            machine:
              token: s3cret
              ca: {crt: LS0t, key: czNjcmV0}
              registries: {config: {r.io: {auth: {username: u, password: s3cret}}}}
            ---
            apiVersion: v1alpha1
            kind: KubeEtcdEncryptionConfig
            config: {keys: [s3cret]}
            ---
            apiVersion: v1alpha1
            kind: UserVolumeConfig
            name: data
            encryption: {provider: luks2, keys: [{slot: 0, static: {passphrase: s3cret}}]}
            """);

    String shown = config.redacted().encode();

    assertThat(shown)
        .doesNotContain("s3cret", "czNjcmV0")
        .contains("token: '**REDACTED**'", "key: '**REDACTED**'", "crt: LS0t", "username: u");
  }

  @Test
  void theHashIsThatOfTheMeaning() throws Exception {
    var one = MachineConfig.decode("machine: {type: worker, certSANs: [a]}\n");
    var same = MachineConfig.decode("# comment\nmachine:\n  certSANs:\n  - a\n  type: 'worker'\n");
    var other = MachineConfig.decode("machine: {type: worker, certSANs: [b]}\n");

    assertThat(one.hash()).hasSize(64).isEqualTo(same.hash()).isNotEqualTo(other.hash());
  }

  @Test
  void aDiffShowsLinesAndPathsButNoSecrets() throws Exception {
    var before = MachineConfig.decode("machine: {type: worker, token: old1, sysctls: {a: 1}}\n");
    var after =
        MachineConfig.decode(
            """
            machine: {type: worker, token: new2, sysctls: {a: 2}}
            ---
            apiVersion: v1alpha1
            kind: LinkConfig
            name: eth0
            """);

    ConfigDiff diff = ConfigDiff.between(before, after);

    assertThat(diff.paths())
        .containsExactly("v1alpha1:machine.token", "v1alpha1:machine.sysctls.a", "LinkConfig/eth0");
    assertThat(diff.text())
        .isEqualTo(
            """
            @@ -2,4 +2,8 @@
               type: worker
               token: '**REDACTED**'
               sysctls:
            -    a: '1'
            +    a: '2'
            +---
            +apiVersion: v1alpha1
            +kind: LinkConfig
            +name: eth0
            """);
    assertThat(ConfigDiff.between(before, before).isEmpty()).isTrue();
  }

  private static MachineConfig golden() throws ConfigException {
    return MachineConfig.decode(GoldenFiles.read(GoldenFiles.folder("good/network.yaml")));
  }
}
