package dev.ijen.lab.process;

import java.io.IOException;

/** A program ended with a status other than 0; the message has the command and its last lines. */
public final class CommandException extends IOException {
  private static final long serialVersionUID = 1L;

  CommandException(String message) {
    super(message);
  }
}
