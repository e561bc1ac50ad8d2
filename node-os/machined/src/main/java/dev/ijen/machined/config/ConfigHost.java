package dev.ijen.machined.config;

import dev.ijen.config.MachineConfig;
import dev.ijen.machined.platform.NodeException;
import java.time.Duration;
import java.util.Optional;

/** What the node does for its machine config. */
public interface ConfigHost {
  /** Waits until clients reach the API from outside, or until the time is over. */
  void awaitApi(Duration atMost) throws InterruptedException;

  /**
   * An installation that has to come before a first config is in force.
   *
   * @param disk that the system is put on
   * @param start begins it, with the reboot that follows; returns at once
   */
  record Installation(String disk, Runnable start) {}

  /**
   * What a first config asks for; empty when the node runs from where the config wants it.
   *
   * @throws NodeException with the reason why it cannot be done
   */
  default Optional<Installation> installation(MachineConfig config) throws NodeException {
    return Optional.empty();
  }

  /** Asks for a reboot; returns at once. */
  void reboot();
}
