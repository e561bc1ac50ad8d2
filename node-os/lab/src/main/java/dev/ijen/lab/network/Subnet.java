package dev.ijen.lab.network;

/**
 * The addresses of one instance: {@code 10.213.<slot>.0/24}.
 *
 * @param slot 0 to 254, unique among the instances of this host
 */
public record Subnet(int slot) {
  /** One more than the highest slot. */
  public static final int SLOTS = 255;

  private static final int FIRST_NODE = 10;
  private static final int LAST_NODE = 99;

  public Subnet {
    if (slot < 0 || slot >= SLOTS) {
      throw new IllegalArgumentException("slot " + slot + " is not between 0 and 254");
    }
  }

  /** The host's own address on the bridge. */
  public String host() {
    return address(1);
  }

  /** Address of the namespace: control plane, DHCP and DNS. */
  public String services() {
    return address(2);
  }

  /**
   * The fixed address of a node.
   *
   * @param index from 0, at most 89
   */
  public String node(int index) {
    int last = FIRST_NODE + index;
    if (index < 0 || last > LAST_NODE) {
      throw new IllegalArgumentException("no address for node " + index);
    }
    return address(last);
  }

  /** The hardware address of a node, locally administered (IEEE 802). */
  public String mac(int index) {
    return "52:54:00:d5:%02x:%02x".formatted(slot, FIRST_NODE + index);
  }

  /** The whole net, as {@code 10.213.0.0/24}. */
  public String cidr() {
    return address(0) + "/24";
  }

  /** First and last address that unknown machines get. */
  String dynamicRange() {
    return address(LAST_NODE + 1) + "," + address(250);
  }

  private String address(int last) {
    return "10.213.%d.%d".formatted(slot, last);
  }
}
