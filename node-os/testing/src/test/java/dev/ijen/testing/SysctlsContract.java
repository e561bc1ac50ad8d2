package dev.ijen.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ijen.linux.Sysctls;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What {@link Sysctls} promises. */
abstract class SysctlsContract {

  /** Parameters that have {@code net.ipv4.ip_default_ttl}, which the test may change. */
  abstract Sysctls sysctls() throws IOException;

  @Test
  void theValueThatIsWrittenIsTheValueThatIsRead() throws Exception {
    Sysctls sysctls = sysctls();

    sysctls.write("net.ipv4.ip_default_ttl", "100");
    assertThat(sysctls.read("net/ipv4/ip_default_ttl")).contains("100");
    sysctls.write("net/ipv4/ip_default_ttl", "64");
    assertThat(sysctls.read("net.ipv4.ip_default_ttl")).contains("64");
  }

  @Test
  void aParameterThatThereIsNotIsReadAsNothingAndCannotBeSet() throws Exception {
    Sysctls sysctls = sysctls();

    assertThat(sysctls.read("net.ipv4.nothing")).isEmpty();
    assertThatThrownBy(() -> sysctls.write("net.ipv4.nothing", "1"))
        .isInstanceOf(IOException.class)
        .hasMessage("kernel parameter net.ipv4.nothing does not exist");
    assertThat(sysctls.read("net.ipv4.nothing")).isEmpty();
  }
}
