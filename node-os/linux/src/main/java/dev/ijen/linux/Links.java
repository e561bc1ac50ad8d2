package dev.ijen.linux;

import java.util.List;

/**
 * Links of the network namespace of this process.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/rtnetlink.7.html">rtnetlink(7)</a>
 */
public interface Links {

  /** All links, by index. */
  List<Link> list() throws ErrnoException;

  /**
   * Changes a link.
   *
   * @throws ErrnoException {@code ENODEV}, {@code EINVAL} for an MTU that the link cannot have,
   *     {@code EPERM} without {@code CAP_NET_ADMIN}
   */
  void change(int index, LinkChange change) throws ErrnoException;
}
