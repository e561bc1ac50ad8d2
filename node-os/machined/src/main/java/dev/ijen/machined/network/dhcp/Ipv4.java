package dev.ijen.machined.network.dhcp;

import java.util.Locale;

/**
 * An IPv4 address.
 *
 * @param bits the address in network order, as a signed 32-bit number
 */
public record Ipv4(int bits) {
  /** 0.0.0.0: no address yet. */
  public static final Ipv4 NONE = new Ipv4(0);

  /** 255.255.255.255: all hosts of the link. */
  public static final Ipv4 BROADCAST = new Ipv4(-1);

  /**
   * Reads a dotted quad.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Ipv4 parse(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      throw new IllegalArgumentException("not an IPv4 address: " + text);
    }
    int bits = 0;
    for (String part : parts) {
      int octet = Integer.parseInt(part);
      if (octet < 0 || octet > 255) {
        throw new IllegalArgumentException("not an IPv4 address: " + text);
      }
      bits = (bits << 8) | octet;
    }
    return new Ipv4(bits);
  }

  /** The network of this address under a prefix of 0 to 32 bits. */
  public Ipv4 network(int prefix) {
    return new Ipv4(prefix == 0 ? 0 : bits & (-1 << (32 - prefix)));
  }

  /** How many leading bits are set: the prefix length, when this is a subnet mask. */
  public int prefixLength() {
    return Integer.numberOfLeadingZeros(~bits);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d.%d.%d.%d",
        bits >>> 24,
        (bits >>> 16) & 255,
        (bits >>> 8) & 255,
        bits & 255);
  }
}
