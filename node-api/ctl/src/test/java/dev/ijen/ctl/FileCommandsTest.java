package dev.ijen.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.config.MachineConfig;
import dev.ijen.config.talosconfig.Talosconfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that work on files alone. */
class FileCommandsTest {
  @TempDir private Path home;
  private TestShell shell;

  @BeforeEach
  void open() {
    shell = new TestShell(home, Clock.systemUTC());
  }

  @Test
  void aClusterIsMadeFromItsSecrets() throws Exception {
    String secrets = home.resolve("secrets.yaml").toString();
    assertThat(shell.run("gen", "secrets", "-o", secrets).err())
        .isEqualTo("Created " + secrets + "\n");
    TestShell.Run made =
        shell.run(
            "gen",
            "config",
            "demo",
            "https://10.5.0.2:6443",
            "--with-secrets",
            secrets,
            "-o",
            home.toString(),
            "--additional-sans",
            "a.example,10.5.0.2",
            "--config-patch-worker",
            "{apiVersion: v1alpha1, kind: SysctlConfig, params: {vm.swappiness: '1'}}");
    assertThat(made.err().lines()).hasSize(3);
    assertThat(made.code()).isZero();
    var controlPlane = MachineConfig.decode(Files.readString(home.resolve("controlplane.yaml")));
    assertThat(controlPlane.machineType().isControlPlane()).isTrue();
    assertThat(controlPlane.certSans()).containsExactly("a.example", "10.5.0.2");
    var worker = MachineConfig.decode(Files.readString(home.resolve("worker.yaml")));
    assertThat(worker.sysctls()).containsEntry("vm.swappiness", "1");
    assertThat(controlPlane.sysctls()).isEmpty();
    assertThat(Talosconfig.load(home.resolve("talosconfig")).context()).isEqualTo("demo");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(home.resolve("controlplane.yaml"))))
        .isEqualTo("rw-------");
    for (String mode : new String[] {"metal", "cloud", "container"}) {
      TestShell.Run valid =
          shell.run("validate", "-c", home.resolve("worker.yaml").toString(), "-m", mode);
      assertThat(valid.out()).endsWith("worker.yaml is valid for " + mode + " mode\n");
    }
  }

  @Test
  void existingFilesAreKeptUnlessForced() {
    String secrets = home.resolve("secrets.yaml").toString();
    assertThat(shell.run("gen", "secrets", "-o", secrets).code()).isZero();
    TestShell.Run again = shell.run("gen", "secrets", "-o", secrets);
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err())
        .isEqualTo("error: " + secrets + " exists already (--force replaces it)\n");
    assertThat(shell.run("gen", "secrets", "-o", secrets, "--force").code()).isZero();
  }

  @Test
  void oneOutputGoesToStandardOutput() throws Exception {
    TestShell.Run run =
        shell.run("gen", "config", "demo", "https://10.5.0.2:6443", "-t", "worker", "-o", "-");
    assertThat(MachineConfig.decode(run.out()).machineType().isControlPlane()).isFalse();
    assertThat(shell.run("gen", "config", "demo", "https://x:6443", "-o", "-").err())
        .contains("--output - needs one output type");
    assertThat(shell.run("gen", "config", "d", "https://x:6443", "-t", "moon").err())
        .contains("--output-types moon: not one of");
  }

  @Test
  void problemsOfAConfigComeWithFileFieldAndLine() throws Exception {
    Path file = home.resolve("bad.yaml");
    Files.writeString(file, "apiVersion: v1alpha1\nkind: HostnameConfig\nhostnam: a\n");
    TestShell.Run run = shell.run("validate", "-c", file.toString(), "-m", "metal");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).startsWith("error: " + file + ": HostnameConfig").contains("line 3");
    assertThat(shell.run("validate", "-c", "/none", "-m", "metal").err())
        .isEqualTo("error: /none: no such file\n");
    TestShell.Run mode = shell.run("validate", "-c", file.toString(), "-m", "moon");
    assertThat(mode.code()).isEqualTo(2);
    assertThat(mode.err()).contains("'moon' is not one of metal, cloud, container");
  }

  @Test
  void aConfigFileIsPatched() throws Exception {
    Path file = home.resolve("c.yaml");
    Path patch = home.resolve("p.yaml");
    Files.writeString(file, "apiVersion: v1alpha1\nkind: HostnameConfig\nhostname: a\n");
    Files.writeString(patch, "apiVersion: v1alpha1\nkind: HostnameConfig\nhostname: b\n");
    assertThat(shell.run("mc", "patch", file.toString(), "-p", "@" + patch).out())
        .contains("hostname: b");
    String json = "[{\"op\": \"replace\", \"path\": \"/hostname\", \"value\": \"c\"}]";
    assertThat(shell.run("machineconfig", "patch", file.toString(), "-p", json).out())
        .contains("hostname: c");
  }

  @Test
  void contextsAreAddedChosenChangedAndRemoved() throws Exception {
    Path pem = home.resolve("x.pem");
    Files.writeString(pem, "pem");
    for (String name : new String[] {"one", "two"}) {
      assertThat(
              shell
                  .run(
                      "config",
                      "add",
                      name,
                      "--ca",
                      pem.toString(),
                      "--crt",
                      pem.toString(),
                      "--key",
                      pem.toString(),
                      "-e",
                      "10.5.0.2")
                  .code())
          .isZero();
    }
    assertThat(shell.run("config", "context", "one").code()).isZero();
    assertThat(shell.run("config", "endpoint", "10.5.0.3", "10.5.0.4:50010").code()).isZero();
    assertThat(shell.run("config", "node", "10.5.0.5").code()).isZero();
    assertThat(shell.run("config", "nodes", "10.5.0.6", "--context", "two").code()).isZero();
    Golden.check("config-contexts", shell.run("config", "contexts").out());
    assertThat(shell.run("config", "context", "three").err())
        .contains("has no context three, only [one, two]");
    assertThat(shell.run("config", "remove", "two").code()).isZero();
    assertThat(Talosconfig.load(shell.talosconfig()).contexts()).containsOnlyKeys("one");
  }

  @Test
  void anotherClientConfigIsMergedAndExplained() {
    String folder = home.resolve("out").toString();
    assertThat(
            shell
                .run(
                    "gen",
                    "config",
                    "demo",
                    "https://x:6443",
                    "-t",
                    "talosconfig,worker",
                    "-o",
                    folder)
                .code())
        .isZero();
    assertThat(shell.run("config", "merge", folder + "/talosconfig").code()).isZero();
    assertThat(shell.run("config", "info").out())
        .contains("Current context:     demo\n")
        .contains("Nodes:               not defined\n")
        .contains("Roles:               os:admin\n")
        .contains("(in 364 days)");
  }

  @Test
  void theClientConfigIsFoundByOptionVariableOrHome() {
    assertThat(shell.run("config", "info").err())
        .contains("no client config at " + shell.talosconfig());
    assertThat(shell.run(Map.of("TALOSCONFIG", "/env"), "config", "info").err())
        .contains("no client config at /env");
    assertThat(
            shell
                .run(Map.of("TALOSCONFIG", "/env"), "--talosconfig", "/option", "config", "info")
                .err())
        .contains("no client config at /option");
  }

  @Test
  void helpAndCompletionKnowEveryCommand() {
    String help = shell.run("help").out();
    assertThat(help).contains("apply-config", "get", "service", "version");
    assertThat(shell.run("help", "config", "add").out()).contains("Usage: ijenctl config add");
    assertThat(shell.run("get", "--help").out()).contains("Usage: ijenctl get");
    assertThat(shell.run("completion", "bash").out()).contains("apply-config", "dmesg");
    assertThat(shell.run("completion", "fish").code()).isEqualTo(1);
  }

  @Test
  void wrongUsageIsExitCodeTwo() {
    TestShell.Run unknown = shell.run("nonsense");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("nonsense").endsWith("see: ijenctl --help\n");
    assertThat(shell.run("get").code()).isEqualTo(2);
    assertThat(shell.run("events", "--duration", "soon").err())
        .contains("'soon' is not a duration as 1h30m, 10s or 500ms");
  }
}
