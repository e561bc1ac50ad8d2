package dev.ijen.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PatchTest {
  private static final String CONFIG =
      "machine:\n  type: worker\n  certSANs: [a, b]\n  sysctls: {a/b: '1'}\n";

  static Stream<Path> cases() {
    return GoldenFiles.list("patched").stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void strategicMergeGivesTheGoldenResult(Path folder) throws Exception {
    var config = MachineConfig.decode(GoldenFiles.read(folder.resolve("config.yaml")));

    MachineConfig patched = config.patch(GoldenFiles.read(folder.resolve("patch.yaml")));

    assertThat(patched.encode()).isEqualTo(GoldenFiles.read(folder.resolve("patched.yaml")));
  }

  @Test
  void theResultOfAPatchIsCheckedLikeAnyConfig() throws Exception {
    var config = MachineConfig.decode("apiVersion: v1alpha1\nkind: KubePrismConfig\nport: 1\n");

    assertThatThrownBy(() -> config.patch("apiVersion: v1alpha1\nkind: BondConfig\nname: bond0\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("BondConfig/bond0: bondMode")
        .hasMessageContaining("required");
    assertThatThrownBy(() -> config.patch("machine: {colour: blue}"))
        .hasMessage("v1alpha1: machine.colour (line 1): unknown key");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "[{op: replace, path: /machine/type, value: controlplane}] | machine.type | controlplane",
        "[{op: add, path: /machine/certSANs/-, value: c}] | machine.certSANs[2] | c",
        "[{op: add, path: /machine/certSANs/0, value: c}] | machine.certSANs[1] | a",
        "[{op: remove, path: /machine/certSANs/0}] | machine.certSANs[0] | b",
        "[{op: copy, from: /machine/certSANs/0, path: /machine/token}] | machine.token | a",
        "[{op: move, from: /machine/certSANs/0, path: /machine/token}] | machine.certSANs[0] | b",
        "[{op: replace, path: /machine/sysctls/a~1b, value: '2'}] | machine.sysctls.a/b | 2",
        "[{op: test, path: /machine/type, value: worker}] | machine.type | worker"
      })
  void jsonPatchFollowsRfc6902(String patch, String path, String expected) throws Exception {
    MachineConfig patched = MachineConfig.decode(CONFIG).patchJson(patch);

    assertThat(patched.string(path)).contains(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "[{op: remove, path: /machine/nothing}] | finds no /machine/nothing",
        "[{op: add, path: /machine/certSANs/7, value: c}] | finds no /machine/certSANs/7",
        "[{op: test, path: /machine/type, value: init}] | found another value",
        "[{op: add, path: machine, value: {}}] | does not begin with /",
        "[{op: burn, path: /machine}] | unknown operation",
        "[{op: add, path: /machine/colour, value: blue}] | unknown key",
        "{} | is a list of operations",
        "[ | neither JSON nor YAML"
      })
  void jsonPatchesThatDoNotFitAreRefused(String patch, String message) throws Exception {
    var config = MachineConfig.decode(CONFIG);

    assertThatThrownBy(() -> config.patchJson(patch))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }

  @Test
  void jsonPatchIsRefusedForSeveralDocuments() throws Exception {
    var config =
        MachineConfig.decode(
            CONFIG + "---\napiVersion: v1alpha1\nkind: KubePrismConfig\nport: 1\n");

    assertThatThrownBy(() -> config.patchJson("[]"))
        .hasMessage("JSON patch works on a config of one document alone; this one has 2");
  }
}
