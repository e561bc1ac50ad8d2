package dev.ijen.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ijen.linux.Sysctls;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What {@link Sysctls} promises where a kernel judges the values; plain files take any. */
abstract class RefusedSysctlsContract extends SysctlsContract {

  @Test
  void aValueThatIsRefusedIsNamedAndChangesNothing() throws Exception {
    Sysctls sysctls = sysctls();
    sysctls.write("net.ipv4.ip_default_ttl", "64");

    assertThatThrownBy(() -> sysctls.write("net.ipv4.ip_default_ttl", "256"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("set kernel parameter net.ipv4.ip_default_ttl to 256");
    assertThat(sysctls.read("net.ipv4.ip_default_ttl")).contains("64");
  }
}
