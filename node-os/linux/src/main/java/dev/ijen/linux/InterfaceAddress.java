package dev.ijen.linux;

import java.net.InetAddress;
import java.util.Optional;

/**
 * An address on a link.
 *
 * @param scope RT_SCOPE of {@code linux/rtnetlink.h}: 0 universe, 253 link, 254 host
 * @param flags IFA_F of {@code linux/if_addr.h}
 * @param priority metric of the route to its network; 0 for the kernel's default
 * @param broadcast of IPv4 networks
 * @param label of IPv4 addresses, such as {@code eth0}; empty for none
 */
public record InterfaceAddress(
    int linkIndex,
    Prefix prefix,
    int scope,
    int flags,
    int priority,
    Optional<InetAddress> broadcast,
    String label) {
  /** linux/if_addr.h: does not end by itself. */
  public static final int IFA_F_PERMANENT = 0x80;

  /** linux/if_addr.h: the kernel makes no route to the network. */
  public static final int IFA_F_NOPREFIXROUTE = 0x200;

  /** A plain address of global scope. */
  public static InterfaceAddress of(int linkIndex, Prefix prefix) {
    return new InterfaceAddress(linkIndex, prefix, 0, IFA_F_PERMANENT, 0, Optional.empty(), "");
  }
}
