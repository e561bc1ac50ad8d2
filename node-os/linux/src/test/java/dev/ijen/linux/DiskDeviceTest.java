package dev.ijen.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskDeviceTest {
  @TempDir Path sys;

  @Test
  void aDiskOfVirtio() throws Exception {
    Path device = device("pci0000:00/0000:00:04.0/virtio2", "virtio", "vdb");
    write(device.resolve("modalias"), "virtio:d00000002v00001AF4");
    write(sys.resolve("class/block/vdb/serial"), "second");
    write(sys.resolve("class/block/vdb/queue/rotational"), "1");
    DiskDevice disk = DiskDevice.of(sys, "vdb").orElseThrow();
    assertThat(disk.busPath()).isEqualTo("/pci0000:00/0000:00:04.0/virtio2");
    assertThat(disk.serial()).isEqualTo("second");
    assertThat(disk.modalias()).startsWith("virtio:");
    assertThat(disk.transport()).isEqualTo("virtio");
    assertThat(disk.rotational()).isTrue();
    assertThat(disk.readOnly()).isFalse();
  }

  @Test
  void aDiskOfSata() throws Exception {
    Path device = device("pci0000:00/0000:00:1f.2/ata1/host0/target0:0:0/0:0:0:0", "scsi", "sda");
    write(device.resolve("model"), "QEMU HARDDISK   ");
    write(device.resolve("wwid"), "t10.ATA QEMU");
    write(device.resolve("type"), "0");
    Files.write(device.resolve("vpd_pg80"), new byte[] {0, (byte) 0x80, 0, 4, 'Q', 'M', '0', '1'});
    DiskDevice disk = DiskDevice.of(sys, "sda").orElseThrow();
    assertThat(disk.model()).isEqualTo("QEMU HARDDISK");
    assertThat(disk.serial()).isEqualTo("QM01");
    assertThat(disk.wwid()).isEqualTo("t10.ATA QEMU");
    assertThat(disk.transport()).isEqualTo("sata");
    assertThat(disk.cdrom()).isFalse();
  }

  @Test
  void whatSoftwareMadeHasNone() throws Exception {
    Files.createDirectories(sys.resolve("class/block/loop0"));
    assertThat(DiskDevice.of(sys, "loop0")).isEmpty();
  }

  private Path device(String path, String subsystem, String disk) throws IOException {
    Path device = Files.createDirectories(sys.resolve("devices").resolve(path));
    Files.createSymbolicLink(device.resolve("subsystem"), Path.of("../bus", subsystem));
    Path block = Files.createDirectories(sys.resolve("class/block").resolve(disk));
    Files.createSymbolicLink(block.resolve("device"), device);
    return device;
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text + "\n");
  }
}
