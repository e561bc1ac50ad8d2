package dev.ijen.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderTest {
  @Test
  void allProblemsAreReportedTogetherWithDocumentFieldAndLine() {
    String yaml =
        """
        version: v1alpha1
        machine:
          type: worker
          sysctls: [1]
          network:
            interfaces:
              - interface: eth0
                mtu: fat
                colour: blue
        ---
        apiVersion: v1alpha1
        kind: LinkConfig
        name: eth0
        mtu: 9000
        mtu: 1500
        addresses:
          - address: 10.5.0.2
        ---
        apiVersion: v1alpha1
        kind: LinkConfig
        name: eth0
        ---
        apiVersion: v1alpha1
        kind: BondConfig
        name: bond0
        bondMode: fastest
        """;

    assertThat(problems(yaml))
        .extracting(Problem::toString)
        .containsExactly(
            "v1alpha1: machine.sysctls (line 4): a mapping belongs here, found a list",
            "v1alpha1: machine.network.interfaces[0].mtu (line 8): \"fat\" is not an integer",
            "v1alpha1: machine.network.interfaces[0].colour (line 9): unknown key",
            "LinkConfig/eth0: mtu (line 15): key given twice",
            "LinkConfig/eth0: addresses[0].address (line 17): \"10.5.0.2\" is not a valid address"
                + " with prefix length, as 10.5.0.2/24",
            "BondConfig/bond0: bondMode (line 26): \"fastest\" is not one of balance-rr,"
                + " active-backup, balance-xor, broadcast, 802.3ad, balance-tlb, balance-alb",
            "BondConfig/bond0: links (line 23): required",
            "LinkConfig/eth0 (line 19): a document of this kind and name came before");
  }

  @Test
  void anUnknownKindIsNamedWithItsLineInThePeersWords() {
    String yaml = "version: v1alpha1\n---\napiVersion: v1alpha1\nkind: NoSuchKind\n";

    assertThatThrownBy(() -> MachineConfig.decode(yaml))
        .hasMessage(
            "error decoding document v1alpha1/NoSuchKind/ (line 3): \"NoSuchKind\" \"v1alpha1\":"
                + " not registered");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "",
        "---\n---\n",
        "[]",
        "text",
        "kind: LinkConfig\nname: a\n",
        "apiVersion: v1alpha1\nname: a\n",
        "apiVersion: v2\nkind: LinkConfig\nname: a\n",
        "machine: {type: [}",
        "machine: &a\n  files: [*a]\n",
        "debug: true\n---\ndebug: false\n",
        "? [a]\n: b\nmachine: {}\n",
        "machine:\n\tname: x\n"
      })
  void whatIsNoConfigIsRefusedWithAReason(String yaml) {
    assertThat(problems(yaml)).isNotEmpty().allSatisfy(p -> assertThat(p.message()).isNotBlank());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "machine.sysctls, {net.ipv4.ip_forward: 1}",
    "machine.env, {A: true}",
    "machine.kubelet.extraArgs, '{v: 4, feature-gates: [a, b]}'",
    "cluster.adminKubeconfig.certLifetime, 8h45m",
    "machine.features.hostDNS.enabled, yes",
    "machine.network.interfaces, '[{interface: eth0, mtu: 0x5dc}]'"
  })
  void scalarsAreReadByTheTypeOfTheirField(String path, String value) throws Exception {
    var yaml = new StringBuilder();
    String[] steps = path.split("\\.", -1);
    for (int i = 0; i < steps.length; i++) {
      yaml.append("  ".repeat(i)).append(steps[i]).append(": ");
      yaml.append(i + 1 < steps.length ? "\n" : value + "\n");
    }

    MachineConfig config = MachineConfig.decode(yaml.toString());

    assertThat(MachineConfig.decode(config.canonical())).isEqualTo(config);
    assertThat(config.main().orElseThrow().has(path)).isTrue();
  }

  @Test
  void textsStayTextsAndNumbersNumbers() throws Exception {
    var config =
        MachineConfig.decode(
            "machine:\n  sysctls: {kernel.panic: 010}\n  network: {interfaces: [{mtu: 9_000}]}\n");

    assertThat(config.sysctls()).containsEntry("kernel.panic", "010");
    assertThat(config.main().orElseThrow().number("machine.network.interfaces[0].mtu"))
        .contains(9000L);
  }

  @Test
  void bytesOfTheInputAreKept() throws Exception {
    String yaml = "# a comment\nmachine:   {type: worker}   # spaces\n";

    assertThat(MachineConfig.decode(yaml).encode()).isEqualTo(yaml);
  }

  @Test
  void secretsDoNotAppearInMessages() {
    List<Problem> problems = problems("machine:\n  ca: {crt: '!', key: 'hunter2!'}\n");

    assertThat(problems.toString()).doesNotContain("hunter2");
  }

  @Test
  void aliasesThatMultiplyAreBounded() {
    var yaml = new StringBuilder("machine:\n  pods:\n    - a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 9; i++) {
      yaml.append("      a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(8)));
    }

    assertThat(problems(yaml.toString())).isNotEmpty();
  }

  @Test
  void nestingIsBounded() {
    String deep = "machine: {pods: [" + "[".repeat(100_000);

    assertThat(problems(deep)).hasSize(1);
    assertThat(problems("machine: {pods: [" + "[".repeat(100) + "]".repeat(100) + "]}"))
        .extracting(Problem::message)
        .containsExactly("nested deeper than 64 levels");
  }

  @Test
  void secretsOfBrokenYamlAreNotQuoted() {
    assertThat(problems("machine:\n  token: 'hunter2\n").toString()).doesNotContain("hunter2");
  }

  private static List<Problem> problems(String yaml) {
    var refused = catchThrowableOfType(ConfigException.class, () -> MachineConfig.decode(yaml));
    return refused == null ? List.of() : refused.problems();
  }
}
