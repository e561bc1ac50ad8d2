package dev.ijen.machined.event;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * Keeps the last events and hands new ones to subscribers. Publishing never waits: a subscriber
 * that falls behind by more than the bus keeps is told so and ends.
 */
public final class EventBus {
  /** How many events are kept, for new subscribers and for slow ones. */
  public static final int CAPACITY = 1000;

  private final Clock clock;
  private final long life;
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<RecordedEvent> kept = new ArrayDeque<>(); // guarded by lock
  private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
  private long counter; // guarded by lock

  /** An empty bus. */
  public EventBus(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.life = random.nextLong();
  }

  /** Tells everyone that something happened. */
  public void publish(NodeEvent event) {
    publish(event, "");
  }

  /** Tells everyone that something happened because of a request. */
  public void publish(NodeEvent event, String actor) {
    lock.lock();
    try {
      Instant now = clock.instant();
      var recorded = new RecordedEvent(EventId.of(now, life, counter++), now, actor, event);
      kept.addLast(recorded);
      if (kept.size() > CAPACITY) {
        kept.removeFirst();
      }
      subscriptions.forEach(subscription -> subscription.offer(recorded));
    } finally {
      lock.unlock();
    }
  }

  /** Follows events from the wanted point of the past on; none is lost or told twice. */
  public Subscription subscribe(History history) {
    lock.lock();
    try {
      List<RecordedEvent> past = past(history);
      var subscription = new Subscription(past, history.actor(), subscriptions::remove);
      subscriptions.add(subscription);
      return subscription;
    } finally {
      lock.unlock();
    }
  }

  private List<RecordedEvent> past(History history) {
    boolean bounded = history.after().isPresent() || history.within().isPresent();
    if (history.last() == 0 && !bounded) {
      return List.of();
    }
    Instant oldest = history.within().map(this::ago).orElse(Instant.MIN);
    String after = history.after().orElse("");
    List<RecordedEvent> wanted =
        kept.stream()
            .filter(event -> event.id().compareTo(after) > 0)
            .filter(event -> !event.time().isBefore(oldest))
            .filter(event -> history.actor().map(event.actor()::equals).orElse(true))
            .toList();
    int skip = history.last() > 0 ? Math.max(0, wanted.size() - history.last()) : 0;
    return new ArrayList<>(wanted.subList(skip, wanted.size()));
  }

  private Instant ago(Duration age) {
    return clock.instant().minus(age);
  }
}
