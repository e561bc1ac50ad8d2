package dev.ijen.lab.controlplane;

import dev.ijen.lab.network.LabNetwork;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Where the control plane listens.
 *
 * @param address IP address of the API server that the host reaches
 * @param apiPort its port
 * @param etcdPort etcd's port for clients, on loopback
 * @param peerPort etcd's port for peers, on loopback
 * @param operatorPort the operator's port for health and metrics
 * @param inside turns a command into one that runs at this place
 */
public record Site(
    String address,
    int apiPort,
    int etcdPort,
    int peerPort,
    int operatorPort,
    UnaryOperator<List<String>> inside) {
  private static final int LOOPBACK_BASE = 56_000;
  private static final int LOOPBACK_STEP = 10;

  /** In the namespace of a network: own addresses, so the usual ports. */
  public static Site in(LabNetwork network) {
    return new Site(network.subnet().services(), 6443, 2379, 2380, 8080, network::inside);
  }

  /**
   * On the host's loopback, without root; ports follow from the slot.
   *
   * @param slot 0 to 254
   */
  public static Site loopback(int slot) {
    int base = LOOPBACK_BASE + slot * LOOPBACK_STEP;
    return new Site("127.0.0.1", base, base + 1, base + 2, base + 3, UnaryOperator.identity());
  }

  /** The API server as clients name it. */
  public String url() {
    return "https://%s:%d".formatted(address, apiPort);
  }

  boolean isLoopback() {
    return address.startsWith("127.");
  }
}
