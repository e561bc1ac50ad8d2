package dev.ijen.config;

import java.util.List;
import java.util.stream.Collectors;

/** A config or patch was refused, with everything that is wrong with it. */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public ConfigException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  ConfigException(String message) {
    this(List.of(new Problem("", "", 0, message)));
  }

  /** All problems, in the order of the input; at least one. */
  public List<Problem> problems() {
    return problems;
  }
}
