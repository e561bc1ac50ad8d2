package dev.ijen.lab.controlplane;

import dev.ijen.lab.network.LabNetwork;
import dev.ijen.lab.network.UserPorts;
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
    var ports = new UserPorts(slot);
    return new Site(
        "127.0.0.1",
        ports.service(0),
        ports.service(1),
        ports.service(2),
        ports.service(3),
        UnaryOperator.identity());
  }

  /** The API server as clients name it. */
  public String url() {
    return "https://%s:%d".formatted(address, apiPort);
  }

  boolean isLoopback() {
    return address.startsWith("127.");
  }
}
