package dev.ijen.linux;

import java.util.List;

/** Addresses of the links of the network namespace of this process. */
public interface Addresses {

  /** All addresses of both families. */
  List<InterfaceAddress> list() throws ErrnoException;

  /**
   * Puts an address on a link, or changes flags and priority of the one that is there.
   *
   * @throws ErrnoException {@code ENODEV}, {@code EPERM} without {@code CAP_NET_ADMIN}
   */
  void add(InterfaceAddress address) throws ErrnoException;

  /**
   * Takes an address off a link.
   *
   * @throws ErrnoException {@code EADDRNOTAVAIL} when it is not there, {@code EPERM}
   */
  void delete(InterfaceAddress address) throws ErrnoException;
}
