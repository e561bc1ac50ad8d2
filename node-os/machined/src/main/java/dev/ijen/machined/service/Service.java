package dev.ijen.machined.service;

import java.util.List;
import java.util.Optional;

/** Something that machined keeps running. */
public interface Service {

  /** The name by which users, logs and other services know it. */
  String id();

  /** Services that must be up before this one starts, and that end after it. */
  default List<String> needs() {
    return List.of();
  }

  /** What else must hold before it starts. */
  default List<Gate> gates() {
    return List.of();
  }

  /**
   * Makes ready what it needs; called before every start.
   *
   * @throws Exception is told as the reason of a failed start
   */
  default void prepare() throws Exception {}

  /** What to run. */
  Runner runner();

  /** How to tell that it is well; absent when running is all that is asked. */
  default Optional<HealthCheck> health() {
    return Optional.empty();
  }

  /** What happens when it ends by itself. */
  default RestartPolicy restart() {
    return RestartPolicy.FOREVER;
  }

  /**
   * Whether the node has not booted before it is up. Not so for what may have to wait for people,
   * such as etcd for its bootstrap.
   */
  default boolean holdsBoot() {
    return true;
  }

  /** Whether users may start, stop and restart it by the API. */
  default boolean controllable() {
    return false;
  }
}
