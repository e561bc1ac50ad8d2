package dev.ijen.lab.command;

/** A step failed: which, why, and what to do about it. */
public final class StepException extends Exception {
  private static final long serialVersionUID = 1L;

  StepException(String step, String why, String whatToDo, Throwable cause) {
    super("%nfailed: %s%nwhy:    %s%ndo:     %s".formatted(step, why, whatToDo), cause);
  }
}
