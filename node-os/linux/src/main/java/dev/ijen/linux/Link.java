package dev.ijen.linux;

import java.util.Optional;

/**
 * A network link as rtnetlink shows it.
 *
 * @param index of the kernel, unique in a network namespace
 * @param type ARPHRD value of {@code linux/if_arp.h}: 1 for Ethernet, 772 for loopback
 * @param flags IFF bits of {@code linux/if.h}
 * @param permanentAddress burnt into the device; none for virtual links
 * @param mtu in bytes
 * @param operationalState of RFC 2863, as {@code linux/if.h} numbers it: 6 is up
 * @param kind of a virtual link, such as {@code veth} or {@code bridge}
 * @param parent index of the link below it (the other end of a veth), 0 for none
 * @param master index of the bridge or bond it belongs to, 0 for none
 */
public record Link(
    int index,
    String name,
    int type,
    int flags,
    HardwareAddress hardwareAddress,
    HardwareAddress permanentAddress,
    HardwareAddress broadcastAddress,
    int mtu,
    String queueDiscipline,
    int operationalState,
    Optional<String> kind,
    int parent,
    int master) {
  /** linux/if.h. */
  public static final int IFF_UP = 1;

  /** linux/if.h. */
  public static final int IFF_LOOPBACK = 8;

  /** linux/if.h: has a carrier. */
  public static final int IFF_LOWER_UP = 0x10000;

  /** linux/if_arp.h. */
  public static final int ARPHRD_ETHER = 1;

  /** RFC 2863: the link is ready to pass packets. */
  public static final int IF_OPER_UP = 6;

  /** Whether it was brought up. */
  public boolean up() {
    return (flags & IFF_UP) != 0;
  }

  /** Whether there is a carrier. */
  public boolean carrier() {
    return (flags & IFF_LOWER_UP) != 0;
  }

  /** Whether it is the loopback link. */
  public boolean loopback() {
    return (flags & IFF_LOOPBACK) != 0;
  }

  /** Whether it is hardware (or a hypervisor's idea of it): Ethernet, and not made by software. */
  public boolean physical() {
    return type == ARPHRD_ETHER && kind.isEmpty();
  }
}
