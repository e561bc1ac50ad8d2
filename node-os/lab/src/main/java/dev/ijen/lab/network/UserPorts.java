package dev.ijen.lab.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/**
 * The loopback ports of an instance that has no network of its own: 21000 to 26099 for all slots,
 * below the node ports of Kubernetes (30000) and the ports that Linux gives to connections (32768,
 * {@code ip_local_port_range} in ip(7)).
 *
 * @param slot 0 to 254
 */
public record UserPorts(int slot) {
  /** How many nodes, and how many services, an instance may have. */
  public static final int NODES = 10;

  private static final int BASE = 21_000;
  private static final int PER_SLOT = 2 * NODES;

  /**
   * Forwarded to a node's API.
   *
   * @param index 0 to 9
   */
  public int node(int index) {
    return port(index);
  }

  /**
   * Of a part of the control plane.
   *
   * @param index 0 to 9
   */
  public int service(int index) {
    return port(NODES + index);
  }

  /** Whether nobody on this host, another user included, listens on any of them. */
  boolean areFree() {
    return IntStream.range(0, PER_SLOT).allMatch(index -> isFree(port(index)));
  }

  private int port(int index) {
    return BASE + slot * PER_SLOT + index;
  }

  private static boolean isFree(int port) {
    try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
