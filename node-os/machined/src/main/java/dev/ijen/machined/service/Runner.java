package dev.ijen.machined.service;

/** Runs what a service consists of. */
@FunctionalInterface
public interface Runner {

  /**
   * Starts it and waits until it ends. When the waiting thread is interrupted, ends it, by force
   * after a grace period, and throws {@link InterruptedException} once it is gone.
   *
   * @param started called once, when it runs, with a few words about it
   * @throws Exception when it could not be started or ended badly
   */
  void run(Started started) throws Exception;

  /** Is told that a service runs. */
  @FunctionalInterface
  interface Started {
    /** It runs. */
    void as(String description);
  }
}
