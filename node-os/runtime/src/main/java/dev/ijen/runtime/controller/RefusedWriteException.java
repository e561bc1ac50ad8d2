package dev.ijen.runtime.controller;

import dev.ijen.runtime.state.StateException;

/**
 * The state refused a write of a controller. The reconcile ends here and is tried again after a
 * backoff.
 */
public final class RefusedWriteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RefusedWriteException(String controller, String operation, StateException cause) {
    super(controller + " cannot " + operation + ": " + cause.getMessage(), cause);
  }
}
