package dev.ijen.machined.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ijen.linux.BlockDevice;
import dev.ijen.linux.MountEntry;
import dev.ijen.machined.platform.NodeException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OtherDiskTest {
  private static final List<BlockDevice> DEVICES =
      List.of(
          device("vda", Optional.empty(), 6L << 30),
          device("vda1", Optional.of("vda"), 1L << 30),
          device("vdb", Optional.empty(), 8L << 30),
          device("vdb1", Optional.of("vdb"), 1L << 30),
          device("vdc", Optional.empty(), 1L << 30));

  @Test
  void aBlankDiskIsTakenByPathOrName() throws Exception {
    BlockDevice disk = find("/dev/vdb");
    assertThat(disk.name()).isEqualTo("vdb");
    assertThat(find("vdb")).isEqualTo(disk);
    OtherDisk.requireInstallable(disk, Optional.empty(), false);
    OtherDisk.requireInstallable(disk, Optional.of("an MBR partition table"), true);
  }

  @Test
  void whatIsNoDiskIsRefused() {
    assertRefused("/dev/vdx", "disk /dev/vdx: not found");
    assertRefused("", "disk : not found");
    assertRefused("/dev/vdb1", "disk /dev/vdb1: is a partition; name the whole disk vdb");
  }

  @Test
  void theDiskOfTheRunningSystemIsRefused() {
    assertRefused("/dev/vda", "disk /dev/vda: the running system lies on it");
  }

  @Test
  void aDiskWithAMountedPartitionIsRefused() {
    assertThatThrownBy(() -> OtherDisk.of("vdb", Optional.of("vda"), DEVICES, mounted("/dev/vdb1")))
        .isInstanceOf(NodeException.class)
        .hasMessage("disk vdb: in use: /dev/vdb1 is mounted at /mnt");
  }

  @Test
  void aSmallDiskIsRefused() {
    assertThatThrownBy(() -> OtherDisk.requireInstallable(find("vdc"), Optional.empty(), true))
        .isInstanceOf(NodeException.class)
        .hasMessage("disk /dev/vdc: has 1073741824 bytes, a system needs 4294967296");
  }

  @Test
  void aDiskThatHoldsSomethingIsRefused() {
    assertThatThrownBy(
            () ->
                OtherDisk.requireInstallable(
                    find("vdb"), Optional.of("an MBR partition table"), false))
        .isInstanceOf(NodeException.class)
        .hasMessage("disk /dev/vdb: holds an MBR partition table; wipe it first");
  }

  private static BlockDevice find(String disk) throws NodeException {
    return OtherDisk.of(disk, Optional.of("vda"), DEVICES, mounted("/dev/vda1"));
  }

  private static void assertRefused(String disk, String message) {
    assertThatThrownBy(() -> find(disk)).isInstanceOf(NodeException.class).hasMessage(message);
  }

  private static List<MountEntry> mounted(String source) {
    return List.of(
        new MountEntry(1, 0, "/", Path.of("/mnt"), List.of("rw"), "ext4", source, List.of("rw")));
  }

  private static BlockDevice device(String name, Optional<String> disk, long bytes) {
    return new BlockDevice(
        name, Path.of("/dev", name), disk, Optional.empty(), disk.isPresent() ? 1 : 0, bytes);
  }
}
