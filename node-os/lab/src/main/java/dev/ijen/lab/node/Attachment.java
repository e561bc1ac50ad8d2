package dev.ijen.lab.node;

import dev.ijen.lab.network.LabNetwork;
import dev.ijen.lab.network.Subnet;
import dev.ijen.lab.network.UserPorts;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * How a virtual machine is connected.
 *
 * @param netdev QEMU's {@code -netdev} with the id {@code n0}
 * @param mac hardware address of the machine
 * @param address where the host reaches the node API
 * @param port its port there
 * @param inside turns QEMU's command into one that finds the tap
 */
public record Attachment(
    String netdev, String mac, String address, int port, UnaryOperator<List<String>> inside) {
  /** What a tap on the bridge of a network needs; the network made it before. */
  public static Attachment tap(LabNetwork network, int index, String tap) {
    Subnet subnet = network.subnet();
    return new Attachment(
        "tap,id=n0,ifname=%s,script=no,downscript=no".formatted(tap),
        subnet.mac(index),
        subnet.node(index),
        Node.API_PORT,
        network::inside);
  }

  /**
   * Without root: QEMU's own network, from which the guest reaches nothing, and a forwarded port.
   *
   * @param slot 0 to 254, so that instances do not take each other's ports
   * @param index 0 to 9
   */
  public static Attachment forwarded(int slot, int index) {
    int port = new UserPorts(slot).node(index);
    return new Attachment(
        "user,id=n0,restrict=on,hostfwd=tcp:127.0.0.1:%d-:%d".formatted(port, Node.API_PORT),
        new Subnet(slot).mac(index),
        "127.0.0.1",
        port,
        UnaryOperator.identity());
  }
}
