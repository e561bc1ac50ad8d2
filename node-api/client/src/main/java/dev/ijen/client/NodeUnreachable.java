package dev.ijen.client;

/** No connection, no trust, or no answer in time: the node did not see or not finish the call. */
public final class NodeUnreachable extends NodeCallException {
  private static final long serialVersionUID = 1L;

  NodeUnreachable(String node, String reason, Throwable cause) {
    super(node + ": unreachable: " + reason, cause);
  }

  NodeUnreachable(String node, String reason) {
    super(node + ": unreachable: " + reason);
  }
}
