package dev.ijen.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiskSelectorTest {
  private static final DiskTraits DISK =
      new DiskTraits(
          "/dev/nvme0n1",
          4_000_000_000_000L,
          "",
          "WDC WDS 4000",
          "S/N (1)",
          "nvme:v1",
          "9f5d",
          "eui.00",
          "/pci0000:00/0000:00:1d.0/nvme/nvme0",
          DiskTraits.Type.NVME);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "size===4TB | true",
        "size=4TB | true",
        "size=4000 GB | true",
        "size=>= 4.0TB | true",
        "size=> 4TB | false",
        "size=< 4TiB | true",
        "size=<= 3.9TB | false",
        "model=WDC* | true",
        "model=WDC | false",
        "model=WDC?WDS?4??? | true",
        "serial=S/N (1) | true",
        "modalias=nvme:* | true",
        "uuid=9f5d | true",
        "wwid=eui.* | true",
        "busPath=/pci0000:00/*/nvme* | true",
        "name=* | true",
        "name=sda | false",
        "type=nvme | true",
        "type=ssd | false",
        "type=nvme,size=>= 1TB | true",
        "type=nvme,size=< 1TB | false"
      })
  void allPropertiesHaveToMatch(String selector, boolean matches) {
    assertThat(DiskSelector.parse(selector).matches(DISK)).isEqualTo(matches);
    assertThat(DiskSelector.parse(DiskSelector.parse(selector).toString()).matches(DISK))
        .isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "size", "size=big", "type=tape", "colour=red", "size=1TB,"})
  void whatCannotBeReadIsRefused(String selector) {
    assertThatThrownBy(() -> DiskSelector.parse(selector))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void kindsFollowTheBusAndTheKernel() {
    assertThat(DiskTraits.Type.of("nvme", false)).isEqualTo(DiskTraits.Type.NVME);
    assertThat(DiskTraits.Type.of("mmc", false)).isEqualTo(DiskTraits.Type.SD);
    assertThat(DiskTraits.Type.of("virtio", true)).isEqualTo(DiskTraits.Type.HDD);
    assertThat(DiskTraits.Type.of("sata", false)).isEqualTo(DiskTraits.Type.SSD);
  }
}
