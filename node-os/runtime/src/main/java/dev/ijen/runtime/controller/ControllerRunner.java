package dev.ijen.runtime.controller;

import dev.ijen.runtime.resource.Metadata;
import dev.ijen.runtime.resource.Resource;
import dev.ijen.runtime.resource.ResourceType;
import dev.ijen.runtime.state.State;
import dev.ijen.runtime.state.StateEvent;
import dev.ijen.runtime.state.Watch;
import dev.ijen.runtime.state.WatchOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One controller at work: its threads, its wake-ups and its backoff. */
final class ControllerRunner {
  private static final Logger log = LoggerFactory.getLogger(ControllerRunner.class);

  /** How long a watch is asked for events before it is asked again. */
  private static final Duration WATCH_TURN = Duration.ofMinutes(1);

  private final State state;
  private final Controller controller;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Backoff.Policy policy;
  private final WakeUp wakeUp = new WakeUp();
  private final Outputs outputs;
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private volatile boolean stopping;

  ControllerRunner(
      State state,
      Controller controller,
      InstantSource clock,
      RandomGenerator random,
      Backoff.Policy policy) {
    this.state = state;
    this.controller = controller;
    this.clock = clock;
    this.random = random;
    this.policy = policy;
    this.outputs = new Outputs(state, controller, this::watchOutput);
  }

  String name() {
    return controller.name();
  }

  /** Opens all watches before the first reconcile, so that no change falls between. */
  void start() {
    for (Input input : controller.inputs()) {
      watch(input.type(), input.namespace(), input.id(), metadata -> wakes(input, metadata));
    }
    for (EventSource source : controller.eventSources()) {
      launch("source", () -> repeat("event source", () -> source.run(wakeUp::raise)));
    }
    wakeUp.raise();
    launch("loop", this::loop);
  }

  void interrupt() {
    stopping = true;
    threads.forEach(Thread::interrupt);
  }

  /** Whether all threads ended in time. */
  boolean join(Duration timeout) {
    Instant deadline = clock.instant().plus(timeout);
    try {
      for (Thread thread : threads) {
        Duration left = Duration.between(clock.instant(), deadline);
        if (!thread.join(left.isNegative() ? Duration.ZERO : left)) {
          return false;
        }
      }
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void loop() throws InterruptedException {
    var backoff = new Backoff(policy, random);
    while (true) {
      wakeUp.await();
      if (reconciled()) {
        backoff.reset();
      } else {
        pause(backoff.next());
        wakeUp.raise();
      }
    }
  }

  /** Waits before the next attempt; a change of inputs ends all but the first step of the wait. */
  private void pause(Duration pause) throws InterruptedException {
    Duration least = pause.compareTo(policy.first()) < 0 ? pause : policy.first();
    Thread.sleep(least);
    wakeUp.await(pause.minus(least));
  }

  /** One reconcile and the clean-up after it. */
  private boolean reconciled() throws InterruptedException {
    try {
      outputs.begin();
      controller.reconcile(new DeclaredAccess(state, controller, outputs));
      outputs.cleanUp();
      log.atTrace().addKeyValue("controller", name()).log("reconciled");
      return true;
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception | Error e) {
      if (Thread.currentThread().isInterrupted()) {
        throw stopped(e);
      }
      logFailure("reconcile failed", e);
      return false;
    }
  }

  private boolean wakes(Input input, Metadata metadata) {
    return switch (input.kind()) {
      case WEAK, STRONG -> true;
      case DESTROY_READY -> isOwnAndDestroyReady(metadata);
    };
  }

  private boolean isOwnAndDestroyReady(Metadata metadata) {
    return metadata.owner().equals(name()) && metadata.destroyReady();
  }

  private void watchOutput(ResourceType<?> type, String namespace) {
    watch(type, namespace, Optional.empty(), this::isOwnAndDestroyReady);
  }

  private <S> void watch(
      ResourceType<S> type, String namespace, Optional<String> id, Predicate<Metadata> wakes) {
    WatchOptions options = id.map(WatchOptions::one).orElse(WatchOptions.CHANGES);
    Watch<S> first = state.watch(type, namespace, options);
    launch(
        "watch " + type,
        () -> {
          follow(first, wakes);
          repeat("watch", () -> follow(state.watch(type, namespace, options), wakes));
        });
  }

  /** Raises the flag for each event that counts, until the watch fails. */
  private <S> void follow(Watch<S> watch, Predicate<Metadata> wakes) throws InterruptedException {
    try (watch) {
      while (true) {
        Optional<StateEvent<S>> event = watch.next(WATCH_TURN);
        if (event.flatMap(StateEvent::resource).map(Resource::metadata).filter(wakes).isPresent()) {
          wakeUp.raise();
        }
      }
    } catch (IllegalStateException e) {
      logFailure("watch failed", e);
      wakeUp.raise();
    }
  }

  /** Runs something that should not end, again and again, until interrupted. */
  private void repeat(String what, Work work) throws InterruptedException {
    var backoff = new Backoff(policy, random);
    while (true) {
      Instant started = clock.instant();
      try {
        work.run();
        log.atWarn().addKeyValue("controller", name()).addKeyValue("what", what).log("ended early");
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception | Error e) {
        if (Thread.currentThread().isInterrupted()) {
          throw stopped(e);
        }
        logFailure(what + " failed", e);
      }
      if (started.plus(policy.longest()).isBefore(clock.instant())) {
        backoff.reset();
      }
      Thread.sleep(backoff.next());
      wakeUp.raise();
    }
  }

  private void launch(String what, Work work) {
    Thread thread = Thread.ofVirtual().name(name() + " " + what).unstarted(() -> run(work));
    threads.add(thread);
    thread.start();
    if (stopping) { // began between the interrupt of the others and now
      thread.interrupt();
    }
  }

  private void run(Work work) {
    try {
      work.run();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (Exception | Error e) {
      logFailure("controller thread ended", e);
    }
  }

  private void logFailure(String message, Throwable e) {
    log.atError().addKeyValue("controller", name()).setCause(e).log(message);
  }

  private static InterruptedException stopped(Throwable cause) {
    var stopped = new InterruptedException("stopped");
    stopped.initCause(cause);
    return stopped;
  }

  @FunctionalInterface
  private interface Work {
    void run() throws Exception;
  }
}
