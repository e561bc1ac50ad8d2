package dev.ijen.machined.sequencer;

import dev.ijen.machined.event.EventBus;
import dev.ijen.machined.event.NodeEvent.RestartEvent;
import dev.ijen.machined.platform.Mode;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The node's way from start to end: boots it, takes requests to end it, and says how it ended. */
public final class Lifecycle {
  private static final Logger log = LoggerFactory.getLogger(Lifecycle.class);
  private static final Duration TIME_TO_READ = Duration.ofSeconds(10);

  private final Mode mode;
  private final Sequencer sequencer;
  private final EventBus events;
  private final Consumer<String> console;
  private final Consumer<String> lastWords;
  private final CompletableFuture<Outcome> end = new CompletableFuture<>();

  /**
   * A node that has not begun.
   *
   * @param console shows a line to whoever stands before the machine
   * @param lastWords keeps why the node gives up
   */
  public Lifecycle(
      Mode mode,
      Sequencer sequencer,
      EventBus events,
      Consumer<String> console,
      Consumer<String> lastWords) {
    this.mode = mode;
    this.sequencer = sequencer;
    this.events = events;
    this.console = console;
    this.lastWords = lastWords;
  }

  /** Initializes and boots the node; returns at once. */
  public void boot() {
    Thread.ofVirtual().name("boot").start(this::initializeAndBoot);
  }

  /**
   * Asks for a sequence; returns at once.
   *
   * @return a name by which its events can be told from others
   */
  public String request(Sequence sequence) {
    return request(sequence, () -> {});
  }

  /**
   * As {@link #request(Sequence)}.
   *
   * @param afterwards called when the sequence is over, or was refused
   */
  public String request(Sequence sequence, Runnable afterwards) {
    String actor = UUID.randomUUID().toString();
    Thread.ofVirtual().name(sequence.text()).start(() -> runFor(sequence, actor, afterwards));
    return actor;
  }

  private void runFor(Sequence sequence, String actor, Runnable afterwards) {
    try {
      run(sequence, actor);
    } finally {
      afterwards.run();
    }
  }

  /** Waits until the node has come to its end. */
  public Outcome await() throws InterruptedException {
    try {
      return end.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the end of the node failed", e);
    }
  }

  private void initializeAndBoot() {
    if (run(Sequence.INITIALIZE, "")) {
      run(Sequence.BOOT, "");
    }
  }

  /** Whether the sequence came to its end and the node goes on. */
  private boolean run(Sequence sequence, String actor) {
    try {
      Outcome outcome = sequencer.run(sequence, actor);
      if (outcome.ends()) {
        finish(outcome);
      }
      return !outcome.ends();
    } catch (SequenceException e) {
      failed(sequence, e);
      return false;
    }
  }

  private void failed(Sequence sequence, SequenceException e) {
    log.atError()
        .addKeyValue("sequence", sequence.text())
        .addKeyValue("reason", e.getMessage())
        .log("sequence did not come to its end");
    switch (e.reason()) {
      case LOCKED, INTERRUPTED -> {}
      case FAILED -> giveUp(e, mode == Mode.CONTAINER ? new Outcome.Halt() : new Outcome.Reboot());
      case HOPELESS -> giveUp(e, new Outcome.Halt());
    }
  }

  private void giveUp(SequenceException e, Outcome outcome) {
    console.accept("ijen: " + e.getMessage());
    lastWords.accept("failed: " + e.getMessage());
    console.accept("ijen: giving up: " + outcome.getClass().getSimpleName() + " in 10 seconds");
    try {
      Thread.sleep(TIME_TO_READ);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    finish(outcome);
  }

  private void finish(Outcome outcome) {
    events.publish(new RestartEvent(outcome.rebootCommand()));
    end.complete(outcome);
  }
}
