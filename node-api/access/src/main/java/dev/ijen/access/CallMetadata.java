package dev.ijen.access;

/** Names of the metadata entries of a call that steer routing and carry the caller. */
public final class CallMetadata {
  /** The node that should serve the call; one value. */
  public static final String NODE = "node";

  /**
   * The nodes that should serve the call; their replies are merged. Deprecated in favour of one
   * call per node.
   */
  public static final String NODES = "nodes";

  /** Set on a call that another apid forwarded; such a call is always served where it arrives. */
  public static final String PROXY_FROM = "proxyfrom";

  /**
   * The caller's roles, one value per role; believed only from apid on the local socket or from an
   * impersonator.
   */
  public static final String ROLE = "talos-role";

  /**
   * Set by apid alone, on calls whose effect may cut the caller off: the name under which it will
   * say that the answer is written.
   */
  public static final String ANSWER = "ijen-answer";

  /** Name and address of the caller, set by apid alone, for logs and the audit of changes. */
  public static final String PEER = "ijen-peer";

  private CallMetadata() {}
}
