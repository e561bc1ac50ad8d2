package dev.ijen.linux;

import java.io.IOException;

/** A system call that the kernel refused: which one, on what, and why. */
public final class ErrnoException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String operation;
  private final String operand;
  private final Errno errno;

  /** A refusal, such as {@code mount /dev/vda5 on /var: EBUSY}. */
  public ErrnoException(String operation, String operand, Errno errno) {
    super(operation + " " + operand + ": " + errno);
    this.operation = operation;
    this.operand = operand;
    this.errno = errno;
  }

  /** The system call or request, by its kernel name. */
  public String operation() {
    return operation;
  }

  /** What it was called on. */
  public String operand() {
    return operand;
  }

  /** Why the kernel refused. */
  public Errno errno() {
    return errno;
  }
}
