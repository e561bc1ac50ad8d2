package dev.ijen.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.config.schema.Effect;
import dev.ijen.config.schema.Effect.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigEffectTest {
  private static final String MAIN = "machine:\n  type: worker\n  token: abc\n";

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "machine: {type: controlplane} | v1alpha1:machine.type | reboot",
        "machine: {sysctls: {vm.swappiness: '1'}} | v1alpha1:machine.sysctls | live",
        "machine: {certSANs: [a.example]} | v1alpha1:machine.certSANs | live",
        "machine: {install: {image: 'x:1'}} | v1alpha1:machine.install | none",
        "machine: {kubelet: {image: 'x:1'}} | v1alpha1:machine.kubelet | restart of kubelet",
        "machine: {kernel: {modules: [{name: dummy}]}} | v1alpha1:machine.kernel | live",
        "machine: {kernel: {modules: [{name: dummy, parameters: [a=1]}]}}"
            + " | v1alpha1:machine.kernel | reboot",
        "machine: {features: {apidCheckExtKeyUsage: true, diskQuotaSupport: true}}"
            + " | v1alpha1:machine.features | 'reboot, restart of apid'",
        "cluster: {etcd: {image: 'x:1'}} | v1alpha1:cluster | restart of etcd",
        "{apiVersion: v1alpha1, kind: LinkConfig, name: eth0, mtu: 1400} | LinkConfig/eth0 | live",
        "{apiVersion: v1alpha1, kind: ExtensionServiceConfig, name: web, environment: [A=1]}"
            + " | ExtensionServiceConfig/web | restart of ext-web",
      })
  void aChangeHasTheEffectThatTheSchemaDeclares(String patch, String at, String effect)
      throws ConfigException {
    MachineConfig before = MachineConfig.decode(MAIN);
    MachineConfig after = before.patch(patch);
    ConfigDiff there = ConfigDiff.between(before, after);
    assertThat(there.paths()).containsExactly(at);
    assertThat(there.effect().text()).isEqualTo(effect);
    assertThat(ConfigDiff.between(after, before).effect()).isEqualTo(there.effect());
  }

  @Test
  void anElementThatStaysHasNoEffect() throws ConfigException {
    MachineConfig before =
        MachineConfig.decode(
            MAIN + "  kernel: {modules: [{name: dummy, parameters: [a=1]}, {name: bonding}]}\n");
    MachineConfig after =
        MachineConfig.decode(
            MAIN + "  kernel: {modules: [{name: dummy, parameters: [a=1]}, {name: vxlan}]}\n");
    assertThat(ConfigDiff.between(before, after).effect().kind()).isEqualTo(Kind.LIVE);
  }

  @Test
  void theStrongestEffectCountsAndTheFieldsBehindItAreNamed() throws ConfigException {
    MachineConfig before = MachineConfig.decode(MAIN);
    MachineConfig after =
        before.patch("machine: {type: controlplane, certSANs: [a], kubelet: {image: 'x:1'}}");
    ConfigDiff diff = ConfigDiff.between(before, after);
    assertThat(diff.effect()).isEqualTo(new Effect(Kind.REBOOT, List.of("kubelet")));
    assertThat(diff.fields(Kind.REBOOT))
        .extracting(FieldChange::at)
        .containsExactly("v1alpha1:machine.type");
  }

  @Test
  void nothingHasNoEffect() throws ConfigException {
    MachineConfig config = MachineConfig.decode(MAIN);
    assertThat(ConfigDiff.between(config, config).effect()).isEqualTo(Effect.NONE);
  }
}
