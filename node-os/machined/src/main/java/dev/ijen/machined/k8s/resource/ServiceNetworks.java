package dev.ijen.machined.k8s.resource;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Well-known addresses inside the subnets of services. */
public final class ServiceNetworks {
  private static final int API_SERVER = 1;
  private static final int DNS = 10;

  private ServiceNetworks() {}

  /** The addresses of the service {@code kubernetes}: the first of each subnet. */
  public static List<InetAddress> first(List<String> subnets) {
    return subnets.stream().map(subnet -> address(subnet, API_SERVER)).toList();
  }

  /** The addresses of the cluster's name server: the tenth of each subnet. */
  public static List<InetAddress> dns(List<String> subnets) {
    return subnets.stream().map(subnet -> address(subnet, DNS)).toList();
  }

  private static InetAddress address(String subnet, int index) {
    InetAddress network = InetAddress.ofLiteral(subnet.substring(0, subnet.indexOf('/')));
    byte[] bytes = network.getAddress();
    byte[] sum = new BigInteger(1, bytes).add(BigInteger.valueOf(index)).toByteArray();
    byte[] result = new byte[bytes.length];
    int length = Math.min(sum.length, result.length);
    System.arraycopy(sum, sum.length - length, result, result.length - length, length);
    try {
      return InetAddress.getByAddress(result);
    } catch (UnknownHostException e) {
      throw new AssertionError("an address of " + Arrays.toString(result), e);
    }
  }
}
