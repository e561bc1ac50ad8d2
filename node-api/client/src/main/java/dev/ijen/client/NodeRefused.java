package dev.ijen.client;

import io.grpc.Status;

/** The node answered with an error. */
public final class NodeRefused extends NodeCallException {
  private static final long serialVersionUID = 1L;

  private final Status.Code code;
  private final String reason;

  /** Says which node, and why in its words or about its answer. */
  public NodeRefused(String node, Status.Code code, String reason) {
    super("%s: %s: %s".formatted(node, code, reason));
    this.code = code;
    this.reason = reason;
  }

  /** The status code of the answer. */
  public Status.Code code() {
    return code;
  }

  /** The node's own words. */
  public String reason() {
    return reason;
  }
}
