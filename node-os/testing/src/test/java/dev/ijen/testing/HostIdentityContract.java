package dev.ijen.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ijen.linux.Errno;
import dev.ijen.linux.ErrnoException;
import dev.ijen.linux.HostIdentity;
import org.junit.jupiter.api.Test;

/** What {@link HostIdentity} promises. */
abstract class HostIdentityContract {

  /** Names that the test may change. */
  abstract HostIdentity host();

  @Test
  void theNameThatIsSetIsTheNameThatIsRead() throws Exception {
    host().setHostName("one");
    host().setHostName("two");
    host().setDomainName("example.org");

    assertThat(host().hostName()).isEqualTo("two");
  }

  @Test
  void aNameHas64BytesAtMost() throws Exception {
    String longest = "n".repeat(64);
    host().setHostName(longest);

    assertThat(host().hostName()).isEqualTo(longest);
    assertThatThrownBy(() -> host().setHostName("n".repeat(65)))
        .isInstanceOfSatisfying(
            ErrnoException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EINVAL))
        .hasMessageStartingWith("sethostname nnn");
    assertThatThrownBy(() -> host().setDomainName("n".repeat(65)))
        .isInstanceOfSatisfying(
            ErrnoException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EINVAL))
        .hasMessageStartingWith("setdomainname nnn");
  }
}
