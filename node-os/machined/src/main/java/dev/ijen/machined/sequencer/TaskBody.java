package dev.ijen.machined.sequencer;

/** What a task does. */
@FunctionalInterface
public interface TaskBody {

  /**
   * Does the work of the task; may block.
   *
   * @throws TaskException names what failed in words for the console
   * @throws InterruptedException when another sequence takes over
   * @throws Exception for anything else that broke
   */
  Outcome run() throws Exception;

  /** A task after which the node goes on. */
  static TaskBody of(Work work) {
    return () -> {
      work.run();
      return Outcome.proceed();
    };
  }

  /** Work without a say in how the node goes on. */
  @FunctionalInterface
  interface Work {
    /** Does it; errors as {@link TaskBody#run}. */
    void run() throws Exception;
  }
}
