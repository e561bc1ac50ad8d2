package dev.ijen.machined.release;

import dev.ijen.machined.event.EventBus;
import dev.ijen.machined.event.NodeEvent.Action;
import dev.ijen.machined.event.NodeEvent.Failure;
import dev.ijen.machined.event.NodeEvent.SequenceEvent;
import dev.ijen.machined.event.NodeEvent.TaskEvent;
import java.util.Optional;

/** Tells the writing of a release as events: a sequence, and each step as a task of it. */
final class TaskEvents implements Progress {
  private final EventBus events;
  private final String sequence;
  private final String actor;
  private final Progress next;
  private Optional<Step> present = Optional.empty();

  /**
   * Events of a sequence that begins with {@link #begin}.
   *
   * @param actor marks them
   * @param next hears the same progress
   */
  TaskEvents(EventBus events, String sequence, String actor, Progress next) {
    this.events = events;
    this.sequence = sequence;
    this.actor = actor;
    this.next = next;
  }

  /** The sequence begins. */
  void begin() {
    publish(Action.START, Optional.empty());
  }

  /** All is done. */
  void done() {
    finish();
    publish(Action.STOP, Optional.empty());
  }

  /** It cannot be done. */
  void failed(Exception reason) {
    var failure = new Failure(Failure.FATAL, String.valueOf(reason.getMessage()));
    publish(Action.STOP, Optional.of(failure));
  }

  @Override
  public void at(Step step, long bytes, long total, String message) {
    if (present.filter(step::equals).isEmpty()) {
      finish();
      present = Optional.of(step);
      tell(step, Action.START);
    }
    next.at(step, bytes, total, message);
  }

  private void finish() {
    present.ifPresent(step -> tell(step, Action.STOP));
    present = Optional.empty();
  }

  private void publish(Action action, Optional<Failure> failure) {
    events.publish(new SequenceEvent(sequence, Optional.of(action), failure), actor);
  }

  private void tell(Step step, Action action) {
    events.publish(new TaskEvent(name(step), action), actor);
  }

  private static String name(Step step) {
    return switch (step) {
      case CHECK -> "checkRelease";
      case PARTITION -> "partitionDisk";
      case WRITE_ROOT -> "writeRoot";
      case VERIFY_ROOT -> "verifyRoot";
      case WRITE_CONFIG -> "writeConfig";
      case WRITE_UKI -> "writeUKI";
      case VERIFY_UKI -> "verifyUKI";
      case DONE -> "activate";
    };
  }
}
