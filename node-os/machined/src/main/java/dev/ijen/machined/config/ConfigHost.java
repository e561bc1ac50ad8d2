package dev.ijen.machined.config;

import java.time.Duration;

/** What the node does for its machine config. */
public interface ConfigHost {
  /** Waits until clients reach the API from outside, or until the time is over. */
  void awaitApi(Duration atMost) throws InterruptedException;

  /** Asks for a reboot; returns at once. */
  void reboot();
}
