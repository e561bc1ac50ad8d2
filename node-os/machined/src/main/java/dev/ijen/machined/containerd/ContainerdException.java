package dev.ijen.machined.containerd;

import io.grpc.Status;

/** containerd refused a call or did not answer. */
public final class ContainerdException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Status.Code code;

  ContainerdException(Status status, Throwable cause) {
    super("containerd: " + status.getCode() + ": " + status.getDescription(), cause);
    this.code = status.getCode();
  }

  /** What containerd answered. */
  public Status.Code code() {
    return code;
  }
}
