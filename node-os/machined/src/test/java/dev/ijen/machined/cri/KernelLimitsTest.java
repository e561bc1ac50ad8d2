package dev.ijen.machined.cri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class KernelLimitsTest {
  private static final String LIMITS =
      """
      Limit                     Soft Limit           Hard Limit           Units
      Max cpu time              unlimited            unlimited            seconds
      Max open files            1024                 20000                files
      """;

  @Test
  void aHostThatKeepsOneCapabilityBackIsSeen() throws IOException {
    var limits = KernelLimits.parse(false, "Name:\tjava\nCapBnd:\t000001fffeffffff\n", LIMITS);
    assertThat(limits.raisesLimits()).isFalse();
    assertThat(limits.capabilities())
        .contains("CAP_CHOWN", "CAP_SYS_ADMIN", "CAP_CHECKPOINT_RESTORE")
        .doesNotContain("CAP_SYS_RESOURCE")
        .hasSize(40);
    assertThat(limits.openFiles()).isEqualTo(20_000);
  }

  @Test
  void aMachineOfItsOwnHasThemAll() throws IOException {
    var limits = KernelLimits.parse(true, "CapBnd:\t000001ffffffffff\n", LIMITS);
    assertThat(limits.raisesLimits()).isTrue();
    assertThat(limits.capabilities()).hasSize(41);
  }

  @Test
  void aLineThatIsMissingIsNamed() {
    assertThatThrownBy(() -> KernelLimits.parse(true, "Name:\tjava\n", LIMITS))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("CapBnd:");
  }
}
