package dev.ijen.runtime.controller;

/**
 * Wakes a controller for reasons outside the state: netlink, inotify, a timer. Runs on a virtual
 * thread of its own for as long as the controller runs, and is started again with backoff when it
 * fails.
 */
@FunctionalInterface
public interface EventSource {

  /**
   * Calls {@code wake} whenever the controller should look again; returns only when interrupted.
   *
   * @throws InterruptedException when told to stop
   * @throws Exception for whatever broke the source
   */
  void run(Runnable wake) throws Exception;
}
