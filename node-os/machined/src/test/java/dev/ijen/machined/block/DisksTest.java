package dev.ijen.machined.block;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.config.DiskTraits;
import dev.ijen.linux.BlockDevice;
import dev.ijen.linux.DiskDevice;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisksTest {
  private static final BlockDevice DISK =
      new BlockDevice(
          "nvme0n1", Path.of("/dev/nvme0n1"), Optional.empty(), Optional.empty(), 0, 4L << 30);
  private static final DiskDevice DEVICE =
      new DiskDevice(
          "", "ACME", "1", "", "u", "eui.1", "/pci", "nvme", "nvme", false, false, false);

  @Test
  void selectorsSeeWhatTheKernelTells() {
    assertThat(Disks.traits(DISK, DEVICE))
        .isEqualTo(
            new DiskTraits(
                "/dev/nvme0n1",
                4L << 30,
                "",
                "ACME",
                "1",
                "",
                "u",
                "eui.1",
                "/pci",
                DiskTraits.Type.NVME));
    assertThat(Disks.encode(DISK, DEVICE).getPrettySize()).isEqualTo("4.3 GB");
  }

  @ParameterizedTest
  @CsvSource({"0,0 B", "999,999 B", "1000,1.0 kB", "500107862016,500 GB", "9999000000000,10.0 TB"})
  void sizesForPeople(long bytes, String text) {
    assertThat(Disks.pretty(bytes)).isEqualTo(text);
  }
}
