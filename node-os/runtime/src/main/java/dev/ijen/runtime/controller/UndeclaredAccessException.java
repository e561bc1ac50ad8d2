package dev.ijen.runtime.controller;

/** A controller read or wrote what it did not declare: a bug of that controller. */
public final class UndeclaredAccessException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  UndeclaredAccessException(String controller, String access) {
    super("bug: " + controller + " " + access);
  }
}
