package dev.ijen.machined.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ijen.config.DiskTraits;
import dev.ijen.config.InstallConfig;
import dev.ijen.config.MachineConfig;
import dev.ijen.linux.BlockDevice;
import dev.ijen.machined.install.InstallPlan.Candidate;
import dev.ijen.machined.platform.NodeException;
import dev.ijen.machined.platform.NodeException.Reason;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InstallPlanTest {
  private static final List<Candidate> DISKS =
      List.of(
          disk("sda", 8_000_000_000L, "USB Stick", DiskTraits.Type.SSD, true),
          disk("sdb", 500_000_000_000L, "ACME 500", DiskTraits.Type.HDD, true),
          disk("sdc", 900_000_000_000L, "ACME 900", DiskTraits.Type.HDD, true),
          disk("sr0", 900_000_000_000L, "ACME DVD", DiskTraits.Type.HDD, false));

  @Test
  void theDiskOfAPath() throws Exception {
    assertThat(plan("disk: /dev/sdc")).contains("sdc");
  }

  @Test
  void ofSeveralThatMatchTheFirstOne() throws Exception {
    assertThat(plan("diskSelector: {model: 'ACME*'}")).contains("sdb");
    assertThat(plan("diskSelector: {model: 'ACME*', size: '> 500GB'}")).contains("sdc");
  }

  @Test
  void aNodeThatRunsFromADiskThatMatchesStaysThere() throws Exception {
    assertThat(plan("disk: /dev/sda")).isEmpty();
    assertThat(plan("diskSelector: {size: '>= 4GB'}")).isEmpty();
  }

  @Test
  void aDiskThatIsNotThereIsRefusedWithDocumentAndField() {
    assertRefused(
        "disk: /dev/vda",
        "v1alpha1: machine.install.disk: no disk for it:"
            + " the machine has /dev/sda, /dev/sdb, /dev/sdc, /dev/sr0");
    assertRefused(
        "diskSelector: {type: nvme}",
        "v1alpha1: machine.install.diskSelector: no disk for it:"
            + " the machine has /dev/sda, /dev/sdb, /dev/sdc, /dev/sr0");
  }

  @Test
  void whatCannotBeWrittenIsNoDiskForIt() {
    assertRefused(
        "disk: /dev/sr0",
        "v1alpha1: machine.install.disk: no disk for it:"
            + " the machine has /dev/sda, /dev/sdb, /dev/sdc, /dev/sr0");
  }

  @Test
  void aConfigWithoutAnImageIsRefused() {
    assertThatThrownBy(() -> InstallPlan.image(config("disk: /dev/sdb")))
        .isInstanceOf(NodeException.class)
        .hasMessage("v1alpha1: machine.install.image: names no installer image");
  }

  @Test
  void whatSpeaksAgainstTheDiskGetsDocumentAndField() throws Exception {
    var why = new NodeException(Reason.NOT_NOW, "disk /dev/sdb: in use");
    InstallConfig config = config("disk: /dev/sdb");
    NodeException refused = InstallPlan.refused(config, config.diskField(), why);
    assertThat(refused).hasMessage("v1alpha1: machine.install.disk: disk /dev/sdb: in use");
    assertThat(refused.reason()).isEqualTo(Reason.NOT_NOW);
  }

  private static Optional<String> plan(String install) throws Exception {
    return InstallPlan.disk(config(install), "sda", DISKS).map(BlockDevice::name);
  }

  private static void assertRefused(String install, String message) {
    assertThatThrownBy(() -> plan(install)).isInstanceOf(NodeException.class).hasMessage(message);
  }

  private static InstallConfig config(String install) throws Exception {
    return MachineConfig.decode("machine: {install: {" + install + "}}").install().orElseThrow();
  }

  private static Candidate disk(
      String name, long bytes, String model, DiskTraits.Type type, boolean writable) {
    var device =
        new BlockDevice(name, Path.of("/dev", name), Optional.empty(), Optional.empty(), 0, bytes);
    var traits = new DiskTraits("/dev/" + name, bytes, "", model, "", "", "", "", "", type);
    return new Candidate(device, traits, writable);
  }
}
