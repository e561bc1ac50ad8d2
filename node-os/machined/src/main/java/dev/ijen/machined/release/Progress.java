package dev.ijen.machined.release;

/** Hears how far the writing of a release is. */
@FunctionalInterface
public interface Progress {
  /** What is done at the moment. */
  enum Step {
    CHECK,
    PARTITION,
    WRITE_ROOT,
    VERIFY_ROOT,
    WRITE_CONFIG,
    WRITE_UKI,
    VERIFY_UKI,
    DONE
  }

  /**
   * Is told often; must not wait.
   *
   * @param bytes how many of them are done
   * @param total how many there are; 0 when the step has none
   * @param message for people
   */
  void at(Step step, long bytes, long total, String message);
}
