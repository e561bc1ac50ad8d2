package dev.ijen.machined.event;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Events for one subscriber, in order. */
public final class Subscription implements AutoCloseable {
  private final LinkedBlockingQueue<RecordedEvent> queue;
  private final Optional<String> actor;
  private final Consumer<Subscription> onClose;
  private volatile boolean overrun;

  Subscription(
      Collection<RecordedEvent> past, Optional<String> actor, Consumer<Subscription> onClose) {
    this.queue = new LinkedBlockingQueue<>(2 * EventBus.CAPACITY);
    this.queue.addAll(past);
    this.actor = actor;
    this.onClose = onClose;
  }

  void offer(RecordedEvent event) {
    if (actor.isEmpty() || actor.get().equals(event.actor())) {
      overrun |= !queue.offer(event);
    }
  }

  /**
   * Waits for the next event.
   *
   * @return empty when none came in time
   * @throws IllegalStateException when the subscriber fell so far behind that events were lost
   */
  public Optional<RecordedEvent> next(Duration timeout) throws InterruptedException {
    RecordedEvent event = queue.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
    if (event == null && overrun) {
      throw new IllegalStateException("reader fell behind and lost events");
    }
    return Optional.ofNullable(event);
  }

  @Override
  public void close() {
    onClose.accept(this);
  }
}
