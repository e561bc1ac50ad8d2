package dev.ijen.lab.node;

import java.io.IOException;
import java.time.Duration;

/** A node of either kind. Its disk or folders stay when it is stopped. */
public sealed interface Node permits Vm, ContainerNode {
  /** The port of the node API. */
  int API_PORT = 50_000;

  /** In the folder of a node: {@link #endpoint()} of its last start. */
  String ENDPOINT_FILE = "endpoint";

  /** Its name, also the host name that DHCP gives it. */
  String name();

  /** Address by which the host reaches the node API. */
  String address();

  /** Port by which the host reaches the node API. */
  int port();

  /**
   * Starts it unless it runs; one that runs from another image is cut off and started from this.
   */
  void start() throws IOException, InterruptedException;

  /** Whether its machine or its namespaces exist. */
  boolean isRunning() throws IOException;

  /** Ends it at once, as a power cut does. */
  void kill() throws IOException, InterruptedException;

  /** All that it printed on its console since it was made. */
  String console() throws IOException;

  /** The last lines of the console, for messages. */
  default String consoleEnd() {
    return NodeWait.end(this);
  }

  /** {@code address:port}, as clients name it. */
  default String endpoint() {
    return address() + ":" + port();
  }

  /**
   * Waits until the node API accepts TLS.
   *
   * @throws IOException with the end of the console, when the node ends or the time is up
   */
  default void awaitApi(Duration limit) throws IOException, InterruptedException {
    NodeWait.untilApi(this, limit);
  }
}
