package dev.ijen.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ParsersTest {

  @Test
  void aMountLineIsReadWithItsEscapesAndOptionalFields() {
    MountEntry entry =
        MountEntry.parse(
            "36 35 98:0 /mnt1 /mnt\\0402/ü ro,noatime master:1 - ext4 /dev/root rw,errors=continue");

    assertThat(entry.target()).isEqualTo(Path.of("/mnt 2/ü"));
    assertThat(entry.type()).isEqualTo("ext4");
    assertThat(entry.source()).isEqualTo("/dev/root");
    assertThat(entry.readOnly()).isTrue();
    assertThatThrownBy(() -> MountEntry.parse("36 35")).hasMessageContaining("mountinfo line");
  }

  @Test
  void aKernelMessageIsReadWithoutItsDictionary() {
    KernelMessage message = KernelMessage.parse("30,339,5140900,-;hello; world\n SUBSYSTEM=pci\n");

    assertThat(message.facility()).isEqualTo(3);
    assertThat(message.level()).isEqualTo(6);
    assertThat(message.sequence()).isEqualTo(339);
    assertThat(message.sinceBoot()).isEqualTo(Duration.ofNanos(5140900000L));
    assertThat(message.text()).isEqualTo("hello; world");
  }

  @Test
  void kernelParametersHaveTwoSpellings() {
    assertThat(SysctlKey.path("net.ipv4.conf.eth0/1.forwarding"))
        .isEqualTo(SysctlKey.path("net/ipv4/conf/eth0.1/forwarding"))
        .isEqualTo(Path.of("net/ipv4/conf/eth0.1/forwarding"));
    assertThat(SysctlKey.canonical("net/ipv4/conf/eth0.1/forwarding"))
        .isEqualTo("net.ipv4.conf.eth0/1.forwarding");
    assertThatThrownBy(() -> SysctlKey.path("net/../../etc/passwd"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void prefixesKnowTheirNetwork() {
    Prefix prefix = Prefix.parse("10.0.2.15/20");

    assertThat(prefix.network()).hasToString("10.0.0.0/20");
    assertThat(prefix.contains(Prefix.parse("10.0.15.1/32").address())).isTrue();
    assertThat(prefix.contains(Prefix.parse("10.0.16.1/32").address())).isFalse();
    assertThatThrownBy(() -> Prefix.parse("10.0.0.1/33"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
