package dev.ijen.config;

import java.util.List;

/**
 * What validation found.
 *
 * @param problems what makes the config unusable; empty for a valid one
 * @param warnings what a user should know; they do not stop anything
 */
public record Validation(List<Problem> problems, List<Problem> warnings) {
  public Validation {
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }

  /** Whether the config may be used. */
  public boolean isValid() {
    return problems.isEmpty();
  }

  /**
   * Throws the problems, if there are any.
   *
   * @throws ConfigException with all problems
   */
  public void orThrow() throws ConfigException {
    if (!isValid()) {
      throw new ConfigException(problems);
    }
  }
}
