package dev.ijen.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkDeviceTest {
  @TempDir Path sys;

  @Test
  void aVirtioDeviceHasItsPlaceFromThePciDeviceAboveIt() throws Exception {
    Path pci = sys.resolve("devices/pci0000:00/0000:00:02.0");
    Path virtio = Files.createDirectories(pci.resolve("virtio0"));
    Files.createDirectories(virtio.resolve("net/eth0"));
    Files.createSymbolicLink(pci.resolve("subsystem"), Path.of("../../../bus/pci"));
    Files.writeString(pci.resolve("vendor"), "0x1af4\n");
    Files.writeString(pci.resolve("device"), "0x1041\n");
    Files.createSymbolicLink(virtio.resolve("subsystem"), Path.of("../../../../bus/virtio"));
    Files.createSymbolicLink(virtio.resolve("driver"), Path.of("../bus/virtio/drivers/virtio_net"));
    Files.createSymbolicLink(virtio.resolve("net/eth0/device"), Path.of("../../../virtio0"));
    Files.createDirectories(sys.resolve("class/net"));
    Files.createSymbolicLink(
        sys.resolve("class/net/eth0"), virtio.resolve("net/eth0").toAbsolutePath());

    assertThat(LinkDevice.of(sys, "eth0"))
        .isEqualTo(new LinkDevice("virtio_net", "0000:00:02.0", "1AF4:1041"));
  }

  @Test
  void aLinkMadeBySoftwareHasNone() throws Exception {
    assertThat(LinkDevice.of(sys, "lo")).isEqualTo(new LinkDevice("", "", ""));
    assertThat(LinkDevice.of(Path.of("/sys"), "lo")).isEqualTo(new LinkDevice("", "", ""));
  }
}
