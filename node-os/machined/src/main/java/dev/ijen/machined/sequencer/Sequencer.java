package dev.ijen.machined.sequencer;

import dev.ijen.machined.event.EventBus;
import dev.ijen.machined.event.NodeEvent.Action;
import dev.ijen.machined.event.NodeEvent.Failure;
import dev.ijen.machined.event.NodeEvent.SequenceEvent;
import dev.ijen.machined.platform.Mode;
import dev.ijen.machined.sequencer.SequenceException.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one sequence at a time, on the thread that asks for it, and tells every step as an event.
 */
public final class Sequencer {
  private static final Logger log = LoggerFactory.getLogger(Sequencer.class);

  private final Mode mode;
  private final PhaseRunner phases;
  private final EventBus events;
  private final Duration patience;
  private final CopyOnWriteArrayList<SequenceListener> listeners = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition free = lock.newCondition();
  private @Nullable Running running; // guarded by lock

  /** Who runs what. */
  private record Running(Sequence sequence, Thread thread) {}

  /**
   * A sequencer at rest.
   *
   * @param patience how long a sequence waits for the one before it
   */
  public Sequencer(Mode mode, TaskBodies bodies, EventBus events, Duration patience) {
    this.mode = mode;
    this.phases = new PhaseRunner(bodies, events);
    this.events = events;
    this.patience = patience;
  }

  /** Tells a listener of all sequences from now on. */
  public void addListener(SequenceListener listener) {
    listeners.add(listener);
  }

  /** The sequence that runs now, if any. */
  public Optional<Sequence> running() {
    lock.lock();
    try {
      return Optional.ofNullable(running).map(Running::sequence);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Runs a sequence to its end. One that is running gives way when the table of {@link Preemption}
   * says so; otherwise this waits.
   *
   * @param actor names the request that wanted it, or is empty
   * @throws SequenceException when it was refused, taken over, or one of its tasks failed
   */
  public Outcome run(Sequence sequence, String actor) throws SequenceException {
    take(sequence, actor);
    try {
      return runTaken(sequence, actor);
    } finally {
      leave();
    }
  }

  private Outcome runTaken(Sequence sequence, String actor) throws SequenceException {
    log.atInfo().addKeyValue("sequence", sequence.text()).log("sequence starts");
    listeners.forEach(listener -> listener.started(sequence));
    publish(sequence, Optional.of(Action.START), Optional.empty(), actor);
    try {
      Outcome outcome = runPhases(sequence);
      publish(sequence, Optional.of(Action.STOP), Optional.empty(), actor);
      listeners.forEach(listener -> listener.ended(sequence));
      log.atInfo().addKeyValue("sequence", sequence.text()).log("sequence ends");
      return outcome;
    } catch (SequenceException e) {
      publish(sequence, Optional.of(Action.STOP), failure(Failure.FATAL, e), actor);
      listeners.forEach(listener -> listener.failed(sequence, e.reason()));
      throw e;
    }
  }

  private Outcome runPhases(Sequence sequence) throws SequenceException {
    for (Phase phase : Sequences.phases(sequence, mode)) {
      Outcome outcome = phases.run(sequence, phase);
      if (outcome.ends()) {
        return outcome;
      }
    }
    return Outcome.proceed();
  }

  private void take(Sequence sequence, String actor) throws SequenceException {
    lock.lock();
    try {
      long nanos = patience.toNanos();
      while (running != null) {
        if (Preemption.allows(running.sequence(), sequence)) {
          running.thread().interrupt();
        }
        if (nanos <= 0) {
          throw refused(sequence, running.sequence(), actor);
        }
        nanos = free.awaitNanos(nanos);
      }
      running = new Running(sequence, Thread.currentThread());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SequenceException(
          Reason.INTERRUPTED, sequence.text() + ": interrupted while it waited", e);
    } finally {
      lock.unlock();
    }
  }

  private void leave() {
    lock.lock();
    try {
      running = null;
      free.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private SequenceException refused(Sequence next, Sequence busy, String actor) {
    var refused =
        new SequenceException(Reason.LOCKED, next.text() + ": locked by sequence " + busy.text());
    publish(next, Optional.empty(), failure(Failure.LOCKED, refused), actor);
    return refused;
  }

  private void publish(
      Sequence sequence, Optional<Action> action, Optional<Failure> error, String actor) {
    events.publish(new SequenceEvent(sequence.text(), action, error), actor);
  }

  private static Optional<Failure> failure(int code, SequenceException e) {
    return Optional.of(new Failure(code, String.valueOf(e.getMessage())));
  }
}
