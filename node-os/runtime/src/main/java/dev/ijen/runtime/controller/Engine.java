package dev.ijen.runtime.controller;

import dev.ijen.runtime.state.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs controllers over a state: wakes each when its inputs change, repeats what failed with
 * backoff, and cleans up outputs that a controller no longer states. One virtual thread per
 * controller, one per input and event source.
 */
public final class Engine implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Engine.class);

  /** How long {@link #close} waits for controllers. */
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

  private final List<Controller> controllers;
  private final List<ControllerRunner> runners;
  private final InstantSource clock;

  /**
   * An engine at rest.
   *
   * @param controllers all that will ever run
   * @param random jitter of backoffs
   * @throws IllegalArgumentException when controllers share a name, or a type has an exclusive
   *     writer and another one; the message names all of them
   */
  public Engine(
      State state, List<Controller> controllers, InstantSource clock, RandomGenerator random) {
    this(state, controllers, clock, random, Backoff.Policy.DEFAULT);
  }

  Engine(
      State state,
      List<Controller> controllers,
      InstantSource clock,
      RandomGenerator random,
      Backoff.Policy backoff) {
    List<String> problems = Wiring.problems(controllers);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    this.controllers = List.copyOf(controllers);
    this.clock = clock;
    this.runners =
        controllers.stream()
            .map(controller -> new ControllerRunner(state, controller, clock, random, backoff))
            .toList();
  }

  /** Starts all controllers; each reconciles once at once. */
  public void start() {
    runners.forEach(ControllerRunner::start);
    log.atInfo().addKeyValue("controllers", runners.size()).log("started controllers");
  }

  /** Which controllers read and write which types. */
  public List<Dependency> dependencies() {
    return Wiring.dependencies(controllers);
  }

  /**
   * Interrupts all controllers and waits up to 10 seconds for them to end; outputs stay. What is
   * still running then is logged and left behind.
   */
  @Override
  public void close() {
    runners.forEach(ControllerRunner::interrupt);
    Instant deadline = clock.instant().plus(STOP_TIMEOUT);
    for (ControllerRunner runner : runners) {
      if (!runner.join(Duration.between(clock.instant(), deadline))) {
        log.atWarn()
            .addKeyValue("controller", runner.name())
            .addKeyValue("waited", STOP_TIMEOUT)
            .log("controller did not stop");
      }
    }
  }
}
