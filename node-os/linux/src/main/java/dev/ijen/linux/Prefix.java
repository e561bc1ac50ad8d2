package dev.ijen.linux;

import java.net.InetAddress;

/**
 * An address with the length of its network's prefix, such as {@code 10.0.2.15/24}.
 *
 * @param length in bits, at most 32 for IPv4 and 128 for IPv6
 */
public record Prefix(InetAddress address, int length) {

  public Prefix {
    if (length < 0 || length > address.getAddress().length * 8) {
      throw new IllegalArgumentException("prefix length " + length + " of " + address);
    }
  }

  /**
   * Reads {@code address/length}.
   *
   * @throws IllegalArgumentException when it is not of that form; names are not looked up
   */
  public static Prefix parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("prefix without length: " + text);
    }
    return new Prefix(
        InetAddress.ofLiteral(text.substring(0, slash)),
        Integer.parseInt(text.substring(slash + 1)));
  }

  /** A single host: all bits. */
  public static Prefix host(InetAddress address) {
    return new Prefix(address, address.getAddress().length * 8);
  }

  /** The network: the same with all bits behind the prefix zero. */
  public Prefix network() {
    byte[] bytes = address.getAddress();
    for (int bit = length; bit < bytes.length * 8; bit++) {
      bytes[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
    }
    return new Prefix(Inet.of(bytes), length);
  }

  /** Whether an address lies in the network. */
  public boolean contains(InetAddress other) {
    return other.getAddress().length == address.getAddress().length
        && new Prefix(other, length).network().equals(network());
  }

  @Override
  public String toString() {
    return address.getHostAddress() + "/" + length;
  }
}
