package dev.ijen.linux;

import java.io.IOException;

/** The names of this host (of the UTS namespace of this process). */
public interface HostIdentity {

  /** The present host name. */
  String hostName() throws IOException;

  /**
   * Sets the kernel host name.
   *
   * @param name at most 64 bytes in UTF-8, no trailing NUL
   * @throws ErrnoException {@code EPERM} without {@code CAP_SYS_ADMIN}, {@code EINVAL} if too long
   * @see <a href="https://man7.org/linux/man-pages/man2/sethostname.2.html">sethostname(2)</a>
   */
  void setHostName(String name) throws ErrnoException;

  /**
   * Sets the kernel's NIS domain name, which tools take for the domain of the host.
   *
   * @param name at most 64 bytes in UTF-8, no trailing NUL
   * @throws ErrnoException {@code EPERM} without {@code CAP_SYS_ADMIN}, {@code EINVAL} if too long
   * @see <a href="https://man7.org/linux/man-pages/man2/setdomainname.2.html">setdomainname(2)</a>
   */
  void setDomainName(String name) throws ErrnoException;
}
