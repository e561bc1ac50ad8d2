package dev.ijen.machined.sequencer;

import dev.ijen.machined.event.EventBus;
import dev.ijen.machined.event.NodeEvent.Action;
import dev.ijen.machined.event.NodeEvent.PhaseEvent;
import dev.ijen.machined.event.NodeEvent.TaskEvent;
import dev.ijen.machined.sequencer.SequenceException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the tasks of a phase at the same time and waits for all of them. */
final class PhaseRunner {
  private static final Logger log = LoggerFactory.getLogger(PhaseRunner.class);

  private final TaskBodies bodies;
  private final EventBus events;

  PhaseRunner(TaskBodies bodies, EventBus events) {
    this.bodies = bodies;
    this.events = events;
  }

  /** The outcome of the first task that ends the sequence, or {@link Outcome.Continue}. */
  Outcome run(Sequence sequence, Phase phase) throws SequenceException {
    events.publish(new PhaseEvent(phase.name(), Action.START));
    try {
      return runAll(sequence, phase);
    } finally {
      events.publish(new PhaseEvent(phase.name(), Action.STOP));
    }
  }

  private Outcome runAll(Sequence sequence, Phase phase) throws SequenceException {
    Outcome outcome = Outcome.proceed();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var started = new ArrayList<Future<Outcome>>();
      phase.tasks().forEach(task -> started.add(executor.submit(() -> runTask(sequence, task))));
      try {
        outcome = await(sequence, phase, started);
      } catch (InterruptedException e) {
        executor.shutdownNow();
        throw new SequenceException(
            Reason.INTERRUPTED, at(sequence, phase) + "another sequence took over", e);
      }
    }
    return outcome;
  }

  private static Outcome await(Sequence sequence, Phase phase, List<Future<Outcome>> started)
      throws InterruptedException, SequenceException {
    Outcome ending = Outcome.proceed();
    var failures = new ArrayList<ExecutionException>();
    for (int i = 0; i < started.size(); i++) {
      try {
        Outcome outcome = started.get(i).get();
        ending = outcome.ends() ? outcome : ending;
      } catch (ExecutionException e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      throw failed(sequence, phase, failures);
    }
    return ending;
  }

  private Outcome runTask(Sequence sequence, Task task) throws Exception {
    long start = System.nanoTime();
    events.publish(new TaskEvent(task.text(), Action.START));
    try {
      return bodies.of(task).run();
    } catch (TaskException e) {
      throw new NamedFailure(task, e);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw new NamedFailure(task, e);
    } finally {
      events.publish(new TaskEvent(task.text(), Action.STOP));
      log.atInfo()
          .addKeyValue("sequence", sequence.text())
          .addKeyValue("task", task.text())
          .addKeyValue("millis", Duration.ofNanos(System.nanoTime() - start).toMillis())
          .log("task ended");
    }
  }

  private static SequenceException failed(
      Sequence sequence, Phase phase, List<ExecutionException> failures) {
    var texts = new ArrayList<String>();
    boolean hopeless = false;
    for (ExecutionException failure : failures) {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      texts.add(String.valueOf(cause.getMessage()));
      hopeless |= cause.getCause() instanceof TaskException task && task.hopeless();
    }
    return new SequenceException(
        hopeless ? Reason.HOPELESS : Reason.FAILED,
        at(sequence, phase) + String.join("; ", texts),
        failures.getFirst());
  }

  private static String at(Sequence sequence, Phase phase) {
    return "sequence " + sequence.text() + ", phase " + phase.name() + ": ";
  }

  /** Adds the task's name to what it threw. */
  private static final class NamedFailure extends Exception {
    private static final long serialVersionUID = 1L;

    NamedFailure(Task task, Exception cause) {
      super("task " + task.text() + ": " + describe(cause), cause);
    }

    private static String describe(Exception cause) {
      return cause instanceof TaskException ? String.valueOf(cause.getMessage()) : cause.toString();
    }
  }
}
