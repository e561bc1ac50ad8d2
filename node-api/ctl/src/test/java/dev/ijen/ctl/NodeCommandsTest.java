package dev.ijen.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.ijen.api.cosi.meta.ResourceDefinitionSpec;
import dev.ijen.api.cosi.meta.ResourceDefinitionSpec.PrintColumn;
import dev.ijen.api.machine.ApplyConfigurationRequest;
import dev.ijen.api.machine.ListRequest;
import dev.ijen.api.machine.LogsRequest;
import dev.ijen.api.machine.RebootRequest;
import dev.ijen.api.machine.ShutdownRequest;
import dev.ijen.api.machine.UpgradeRequest;
import dev.ijen.api.resource.block.DiskSpec;
import dev.ijen.client.FakeNode;
import dev.ijen.client.TestPki;
import dev.ijen.config.talosconfig.Talosconfig;
import dev.ijen.pki.PemKeyPair;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command that calls nodes, against the real contract over real TLS. */
class NodeCommandsTest {
  private static final String TWO = "10.5.0.2,10.5.0.3";

  private final TestPki pki = new TestPki();
  @TempDir private Path home;
  private FakeNode node;
  private TestShell shell;

  @BeforeEach
  void start() throws Exception {
    node = FakeNode.configured(pki);
    // Not before the test's certificates, so that they are valid, and a fixed distance for ages.
    Instant now = Instant.now().plusSeconds(1);
    shell = new TestShell(home, Clock.fixed(now, ZoneOffset.UTC));
    shell.configure(pki, node.endpoint());
    define();
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private void define() {
    node.state()
        .define(
            ResourceDefinitionSpec.newBuilder()
                .setResourceType("LinkStatuses.net.talos.dev")
                .setDisplayType("LinkStatus")
                .setDefaultNamespace("network")
                .addAllAliases(List.of("link", "links"))
                .addAllAllAliases(List.of("linkstatus", "linkstatuses", "link", "links"))
                .addPrintColumns(column("Type", "{.type}"))
                .addPrintColumns(column("Addresses", "{.addresses}"))
                .build());
    node.state()
        .define(
            ResourceDefinitionSpec.newBuilder()
                .setResourceType("LinkSpecs.net.talos.dev")
                .setDisplayType("LinkSpec")
                .setDefaultNamespace("network")
                .addAllAllAliases(List.of("linkspec", "linkspecs", "l"))
                .build());
    node.state()
        .put(
            "network",
            "LinkStatuses.net.talos.dev",
            "eth0",
            "type: ether\naddresses:\n    - 10.5.0.2/24\n    - fd00::2/64\n");
    node.state().put("network", "LinkStatuses.net.talos.dev", "lo", "type: loopback\n");
    node.state()
        .put(
            "config",
            "MachineConfigs.config.talos.dev",
            "v1alpha1",
            "|\n  apiVersion: v1alpha1\n  kind: SysctlConfig\n  params:\n    vm.swappiness: \"1\"\n");
  }

  private static PrintColumn column(String name, String path) {
    return PrintColumn.newBuilder().setName(name).setJsonPath(path).build();
  }

  @Test
  void resourcesOfSeveralNodesAreOneTable() throws Exception {
    TestShell.Run run = shell.on(TWO, "get", "links");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    Golden.check("get-links", run.out());
  }

  @Test
  void oneResourcePrintsAsYamlAndJson() throws Exception {
    Golden.check(
        "get-link-yaml", shell.on("10.5.0.2", "get", "LinkStatus", "eth0", "-o", "yaml").out());
    Golden.check("get-links-json", shell.on("10.5.0.2", "get", "link", "-o", "json").out());
  }

  @Test
  void aWatchPrintsWhatThereIsAndWhatChanges() throws Exception {
    Golden.check("get-links-watch", shell.on("10.5.0.2", "get", "links", "--watch").out());
    assertThat(shell.on("10.5.0.2", "get", "links", "lo", "-w", "-o", "yaml").out())
        .startsWith("node: 10.5.0.2\nevent: created\nmetadata:\n")
        .contains("---\nnode: 10.5.0.2\nevent: updated\n");
  }

  @Test
  void unknownAndAmbiguousTypesAreExplained() {
    TestShell.Run unknown = shell.on("10.5.0.2", "get", "nonsense");
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.err())
        .isEqualTo(
            "error: 10.5.0.2: resource \"nonsense\" is not registered (see: ijenctl get rd)\n");
    node.state()
        .define(
            ResourceDefinitionSpec.newBuilder()
                .setResourceType("Others.net.talos.dev")
                .addAliases("l")
                .build());
    assertThat(shell.on("10.5.0.2", "get", "l").err())
        .contains("ambiguous: [LinkSpecs.net.talos.dev, Others.net.talos.dev]");
  }

  @Test
  void aMissingResourceFailsWithTheNodesWords() {
    TestShell.Run run = shell.on("10.5.0.2", "get", "links", "eth9");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(
            "error: 10.5.0.2: NOT_FOUND: resource LinkStatuses.net.talos.dev(network/eth9)"
                + " doesn't exist\n");
  }

  @Test
  void aNodeThatIsDownDoesNotHideTheOthers() {
    TestShell.Run run = shell.on("10.5.0.2," + FakeNode.DOWN, "get", "links");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("10.5.0.2   network");
    assertThat(run.err()).isEqualTo("error: 10.9.9.9: unreachable: no route to host\n");
  }

  @Test
  void versionPrintsClientAndNodes() throws Exception {
    Golden.check("version-server", server(shell.on(TWO, "version").out()));
    assertThat(shell.run("version", "--client").out()).startsWith("Client:\n\tTag:         v1.14");
    assertThat(shell.run("version", "--client", "--short").out())
        .isEqualTo("Client:\n\tIjen v1.14.0\n");
    assertThat(shell.on("10.5.0.2", "version", "-o", "json").out())
        .contains("\"tag\": \"v1.14.0\"");
  }

  private static String server(String out) {
    return out.substring(out.indexOf("Server:"));
  }

  @Test
  void servicesAreListedShownAndDriven() throws Exception {
    String list = shell.on("10.5.0.2", "services").out();
    assertThat(list.lines().toList()).hasSize(3);
    assertThat(list).startsWith("NODE       SERVICE      STATE     HEALTH   LAST CHANGE");
    assertThat(list).contains("10.5.0.2   apid         Running   OK       ");
    assertThat(shell.on("10.5.0.2", "service", "apid").out())
        .contains("ID                    apid\n")
        .contains("LAST HEALTH MESSAGE   Health check successful\n")
        .contains("EVENTS                [Running]: Started task apid (");
    Golden.check("service-restart", shell.on(TWO, "service", "apid", "restart").out());
    TestShell.Run none = shell.on("10.5.0.2", "service", "nope");
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.err()).contains("service nope is not known");
  }

  @Test
  void logsAndKernelMessagesCarryTheNode() {
    assertThat(shell.on("10.5.0.2", "logs", "apid", "--tail", "5").out())
        .isEqualTo("10.5.0.2: apid line 1\n10.5.0.2: apid line 2\n");
    assertThat(last(LogsRequest.class).getTailLines()).isEqualTo(5);
    assertThat(shell.on("10.5.0.2", "dmesg").out())
        .isEqualTo("10.5.0.2: kern:    info: [2026-11-25T08:00:00Z]: Linux version 6.12\n");
  }

  @Test
  void eventsSayWhatHappenedToWhat() throws Exception {
    Golden.check(
        "events", shell.on("10.5.0.2", "events", "--tail", "-1", "--duration", "1h").out());
  }

  @Test
  void filesAreReadAndListed() throws Exception {
    node.machine().file("/etc/hostname", ByteString.copyFromUtf8("node-1\n"));
    assertThat(shell.on("10.5.0.2", "read", "/etc/hostname").out()).isEqualTo("node-1\n");
    assertThat(shell.on("10.5.0.2", "read", "/none").err())
        .isEqualTo("error: 10.5.0.2: NOT_FOUND: stat /none: no such file\n");
    assertThat(shell.on(TWO, "read", "/etc/hostname").err()).contains("read takes one node");
    Golden.check("list-long", shell.on("10.5.0.2", "ls", "-lH", "/etc").out());
    assertThat(shell.on("10.5.0.2", "list", "-t", "f", "-t", "d", "-d", "2").out())
        .isEqualTo("NODE       NAME\n10.5.0.2   .\n10.5.0.2   os-release\n");
    assertThat(last(ListRequest.class))
        .isEqualTo(
            ListRequest.newBuilder()
                .setRoot("/")
                .setRecurse(true)
                .setRecursionDepth(2)
                .addTypes(ListRequest.Type.REGULAR)
                .addTypes(ListRequest.Type.DIRECTORY)
                .build());
  }

  @Test
  void rebootAndShutdownSayWhoActs() {
    assertThat(shell.on("10.5.0.2", "reboot", "--mode", "powercycle").out())
        .isEqualTo("NODE       ACTOR\n10.5.0.2   actor-1\n");
    assertThat(last(RebootRequest.class).getMode()).isEqualTo(RebootRequest.Mode.POWERCYCLE);
    assertThat(shell.on("10.5.0.2", "shutdown", "--force").out())
        .isEqualTo("NODE       ACTOR\n10.5.0.2   actor-2\n");
    assertThat(last(ShutdownRequest.class).getForce()).isTrue();
  }

  @Test
  void rebootReturnsAtOnceWhenToldSo() {
    assertThat(shell.on("10.5.0.2", "reboot", "--wait=false").out())
        .isEqualTo("NODE       ACTOR\n10.5.0.2   actor-1\n");
  }

  @Test
  void aNodeThatDoesNotComeBackInTimeIsNamed() {
    TestShell.Run run = shell.on("10.5.0.2", "reboot", "--timeout", "0s");

    assertThat(run.err()).contains("10.5.0.2: unreachable: not back within PT0S");
    assertThat(run.code()).isNotZero();
  }

  @Test
  void anUpgradeTellsItsProgressAndWaitsForTheNextLife() {
    TestShell.Run run = shell.on("10.5.0.2", "upgrade", "-i", "registry.example/ijen:1.14.1");

    assertThat(run.err())
        .isEqualTo("10.5.0.2: judging registry.example/ijen:1.14.1\n10.5.0.2: rebooting\n");
    assertThat(run.out()).isEqualTo("NODE       RESULT\n10.5.0.2   v1.14.0 -> v1.14.0\n");
    assertThat(last(RebootRequest.class)).isNotNull();
  }

  @Test
  void aRefusedUpgradeSaysWhyAndRebootsNothing() {
    TestShell.Run run = shell.on("10.5.0.2", "upgrade", "-i", "registry.example/unsigned:1");

    assertThat(run.err()).contains("10.5.0.2: FAILED_PRECONDITION: UNSIGNED: the release");
    assertThat(run.code()).isNotZero();
    assertThat(node.machine().requests()).isEmpty();
  }

  @Test
  void aForcedOrStagedUpgradeIsLeftToTheNode() {
    shell.on("10.5.0.2", "upgrade", "-i", "a.b/c:1", "--force", "--stage", "--preserve");

    var request = last(UpgradeRequest.class);
    assertThat(request.getImage()).isEqualTo("a.b/c:1");
    assertThat(request.getForce()).isTrue();
    assertThat(request.getStage()).isTrue();
    assertThat(request.getPreserve()).isTrue();
  }

  @Test
  void anInstallationTellsItsProgress() {
    TestShell.Run run = shell.on("10.5.0.2", "install", "-i", "a.b/c:1", "-d", "/dev/vdb");

    assertThat(run.err()).isEqualTo("10.5.0.2: judging a.b/c:1\n");
    assertThat(run.out()).isEqualTo("NODE       RESULT\n10.5.0.2   installed on /dev/vdb\n");
  }

  @Test
  void aDiskIsWipedBeforeAnInstallationOrNothingIsInstalled() {
    TestShell.Run wiped =
        shell.on("10.5.0.2", "install", "-i", "a.b/c:1", "-d", "/dev/vdb", "--wipe");
    assertThat(wiped.err()).isEqualTo("10.5.0.2: /dev/vdb is wiped\n10.5.0.2: judging a.b/c:1\n");

    TestShell.Run refused =
        shell.on("10.5.0.2", "install", "-i", "a.b/c:1", "-d", "/dev/vda", "--wipe");
    assertThat(refused.err()).contains("FAILED_PRECONDITION: disk /dev/vda: in use");
    assertThat(refused.err()).doesNotContain("judging");
    assertThat(refused.code()).isNotZero();
  }

  @Test
  void aDiskToInstallOnIsFoundByWhatItIs() {
    putDisk("vda", 8_000_000_000L, "one");
    putDisk("vdb", 9_000_000_000L, "two");

    assertThat(install("serial=two").out()).contains("installed on /dev/vdb");
    assertThat(install("size=>= 1GB").err())
        .contains("2 disks match size=>= 1GB; the machine has /dev/vda (8 GB), /dev/vdb (9 GB)");
    assertThat(install("type=ssd").err()).contains("0 disks match type=ssd");
    assertThat(install("colour=red").err()).contains("colour: no property of a disk");
  }

  private TestShell.Run install(String selector) {
    return shell.on("10.5.0.2", "install", "-i", "a.b/c:1", "--disk-selector", selector);
  }

  private void putDisk(String name, long bytes, String serial) {
    node.state()
        .put(
            "runtime",
            "Disks.block.talos.dev",
            name,
            DiskSpec.newBuilder()
                .setDevPath("/dev/" + name)
                .setSize(bytes)
                .setPrettySize(bytes / 1_000_000_000 + " GB")
                .setSerial(serial)
                .setRotational(true)
                .build());
  }

  @Test
  void aRollbackWaitsForTheNextLife() {
    assertThat(shell.on("10.5.0.2", "rollback").out())
        .isEqualTo("NODE       VERSION\n10.5.0.2   v1.14.0\n");
  }

  @Test
  void aConfigIsAppliedWithItsPatches() throws Exception {
    Path file = home.resolve("worker.yaml");
    Files.writeString(file, "apiVersion: v1alpha1\nkind: HostnameConfig\nhostname: a\n");
    TestShell.Run run =
        shell.on(
            "10.5.0.2",
            "apply-config",
            "-f",
            file.toString(),
            "--mode",
            "no-reboot",
            "--dry-run",
            "-p",
            "{apiVersion: v1alpha1, kind: HostnameConfig, hostname: b}");
    assertThat(run.err()).isEqualTo("10.5.0.2: warning: a warning\n");
    assertThat(run.out()).isEqualTo("10.5.0.2: Applied configuration without a reboot\n");
    var request = last(ApplyConfigurationRequest.class);
    assertThat(request.getData().toStringUtf8()).contains("hostname: b");
    assertThat(request.getMode()).isEqualTo(ApplyConfigurationRequest.Mode.NO_REBOOT);
    assertThat(request.getDryRun()).isTrue();
  }

  @Test
  void aSpecThatIsATextStaysALiteralBlock() {
    node.state()
        .define(
            ResourceDefinitionSpec.newBuilder()
                .setResourceType("MachineConfigs.config.talos.dev")
                .setDefaultNamespace("config")
                .addAliases("mc")
                .build());
    assertThat(shell.on("10.5.0.2", "get", "mc", "v1alpha1", "-o", "yaml").out())
        .contains("\nspec: |\n      apiVersion: v1alpha1\n      kind: SysctlConfig\n");
  }

  @Test
  void theConfigOfANodeIsPatchedInPlace() {
    TestShell.Run run =
        shell.on(
            "10.5.0.2",
            "patch",
            "mc",
            "-p",
            "{apiVersion: v1alpha1, kind: SysctlConfig, params: {vm.swappiness: '2'}}");
    assertThat(run.err()).isEqualTo("10.5.0.2: warning: a warning\n");
    assertThat(last(ApplyConfigurationRequest.class).getData().toStringUtf8())
        .contains("vm.swappiness: '2'");
    assertThat(shell.on("10.5.0.2", "patch", "links", "-p", "{}").err())
        .contains("only the machine config can be patched");
  }

  @Test
  void anExpiredCertificateIsNamedBeforeTheCall() throws Exception {
    Clock lastYear = Clock.fixed(Instant.now().minus(Duration.ofDays(365)), ZoneOffset.UTC);
    PemKeyPair old = pki.client(lastYear, Duration.ofDays(1));
    shell.configure(
        Talosconfig.of("old", List.of(node.endpoint().toString()), pki.authority(), old));
    TestShell.Run run = shell.on("10.5.0.2", "version");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).startsWith("error: client certificate expired at ");
    assertThat(node.targets()).isEmpty();
  }

  @Test
  void aNodeInMaintenanceIsCalledAtItsOwnAddress() throws Exception {
    try (var maintenance = FakeNode.maintenance(pki.server())) {
      String address = maintenance.endpoint().toString();
      assertThat(shell.run("version", "-n", address, "--insecure").out())
          .contains("NODE:        " + address);
      assertThat(maintenance.targets()).containsExactly("");
      assertThat(shell.run("version", "-i", "-n", address, "--cert-fingerprint", "AA=").err())
          .contains("is none of the pinned ones");
    }
    assertThat(shell.run("version", "-i").err())
        .isEqualTo("error: --insecure needs the address of the node: --nodes ADDRESS\n");
  }

  private <T extends Message> T last(Class<T> type) {
    return node.machine().requests().stream()
        .filter(type::isInstance)
        .map(type::cast)
        .reduce((_, later) -> later)
        .orElseThrow();
  }
}
