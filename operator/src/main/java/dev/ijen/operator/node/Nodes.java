package dev.ijen.operator.node;

import java.util.List;

/** All nodes, as far as the operator deals with them. For any thread. */
public interface Nodes {
  /**
   * Looks at a node through the first address that answers.
   *
   * @param addresses {@code host} or {@code host:port}, at least one
   * @param talosconfig text of a talosconfig with an administrator's certificate
   */
  Observation observe(List<String> addresses, String talosconfig) throws InterruptedException;

  /**
   * Gives a node a config that must take effect without a reboot.
   *
   * @param address an address that answered
   * @param talosconfig as in {@link #observe}
   * @param config the documents as YAML
   */
  Delivery apply(String address, String talosconfig, String config) throws InterruptedException;
}
