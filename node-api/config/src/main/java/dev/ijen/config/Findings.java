package dev.ijen.config;

import java.util.ArrayList;
import java.util.List;

/** Collects what rules find while one config is validated. */
final class Findings {
  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();

  void problem(Document document, String path, String message) {
    problems.add(document.problem(path, message));
  }

  void problem(String message) {
    problems.add(new Problem("", "", 0, message));
  }

  void warning(Document document, String path, String message) {
    warnings.add(document.problem(path, message));
  }

  /** A problem unless the condition holds. */
  void require(boolean condition, Document document, String path, String message) {
    if (!condition) {
      problem(document, path, message);
    }
  }

  Validation validation(boolean strict) {
    if (!strict) {
      return new Validation(problems, warnings);
    }
    var all = new ArrayList<>(problems);
    all.addAll(warnings);
    return new Validation(all, List.of());
  }
}
