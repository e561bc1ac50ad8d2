package dev.ijen.machined.network.resource;

import com.google.protobuf.ByteString;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;

/** Membership of addresses in subnets as configs write them. */
public final class Subnets {
  private Subnets() {}

  /**
   * Whether one of the subnets has the address.
   *
   * @param subnets CIDRs; one that begins with {@code !} is not asked
   */
  public static boolean anyContains(List<String> subnets, ByteString address) {
    return subnets.stream().anyMatch(subnet -> contains(subnet, address));
  }

  private static boolean contains(String subnet, ByteString address) {
    int slash = subnet.indexOf('/');
    if (subnet.startsWith("!") || slash < 0) {
      return false;
    }
    byte[] network = InetAddress.ofLiteral(subnet.substring(0, slash)).getAddress();
    if (network.length != address.size()) {
      return false;
    }
    int hostBits = network.length * Byte.SIZE - Integer.parseInt(subnet.substring(slash + 1));
    return new BigInteger(1, network)
        .shiftRight(hostBits)
        .equals(new BigInteger(1, address.toByteArray()).shiftRight(hostBits));
  }
}
