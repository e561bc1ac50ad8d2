package dev.ijen.testing;

import dev.ijen.linux.Errno;
import dev.ijen.linux.ErrnoException;
import dev.ijen.linux.HostIdentity;
import java.nio.charset.StandardCharsets;

/** Names that are kept in memory. */
public final class FakeHostIdentity implements HostIdentity {
  private static final int LONGEST = 64;

  private volatile String hostName = "localhost";
  private volatile String domainName = "(none)";

  @Override
  public String hostName() {
    return hostName;
  }

  /** The domain name that was set last. */
  public String domainName() {
    return domainName;
  }

  @Override
  public void setHostName(String name) throws ErrnoException {
    check("sethostname", name);
    hostName = name;
  }

  @Override
  public void setDomainName(String name) throws ErrnoException {
    check("setdomainname", name);
    domainName = name;
  }

  private static void check(String operation, String name) throws ErrnoException {
    if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      throw new ErrnoException(operation, name, Errno.EINVAL);
    }
  }
}
