package dev.ijen.runtime.state;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.ijen.runtime.state.ResourceCollection.Event;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The events that one watcher has not read yet. The writer never waits for a reader: a reader that
 * falls behind the limit reads what was queued and then an error.
 */
final class QueuedWatch {
  private enum End {
    NONE,
    CLOSED,
    OVERRUN
  }

  private final Optional<String> id;
  private final int limit;
  private final Consumer<QueuedWatch> onClose;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  @GuardedBy("lock")
  private final ArrayDeque<Event> queue;

  @GuardedBy("lock")
  private End end = End.NONE;

  /**
   * A watch with events to begin with.
   *
   * @param lag how many events more than the first ones may wait
   */
  QueuedWatch(Optional<String> id, List<Event> first, int lag, Consumer<QueuedWatch> onClose) {
    this.id = id;
    this.queue = new ArrayDeque<>(first);
    this.limit = first.size() + lag;
    this.onClose = onClose;
  }

  /** Queues an event, unless the watch is for another id or at its end. */
  void offer(Event event) {
    if (!event.concerns(id)) {
      return;
    }
    lock.lock();
    try {
      if (end == End.NONE) {
        if (queue.size() < limit) {
          queue.add(event);
        } else {
          end = End.OVERRUN;
        }
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  Optional<Event> next(Duration timeout) throws InterruptedException {
    long left = timeout.toNanos();
    lock.lockInterruptibly();
    try {
      while (end != End.CLOSED && queue.isEmpty()) {
        if (end == End.OVERRUN) {
          throw new IllegalStateException("watch fell behind by " + limit + " events");
        }
        if (left <= 0) {
          return Optional.empty();
        }
        left = changed.awaitNanos(left);
      }
      if (end == End.CLOSED) {
        throw new IllegalStateException("watch is closed");
      }
      return Optional.of(queue.remove());
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      end = End.CLOSED;
      queue.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    onClose.accept(this);
  }
}
