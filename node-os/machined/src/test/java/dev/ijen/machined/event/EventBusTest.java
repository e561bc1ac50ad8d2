package dev.ijen.machined.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.machined.event.NodeEvent.TaskEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventBusTest {
  private final EventBus bus =
      new EventBus(
          Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC), new Random(7));

  @Test
  void namesGrowAndHaveTheFormThatClientsParse() {
    String first = EventId.of(Instant.EPOCH.plusSeconds(1), 5, 0);
    assertThat(first).hasSize(20).matches("[0-9a-v]{20}");
    assertThat(EventId.of(Instant.EPOCH.plusSeconds(1), 5, 1)).isGreaterThan(first);
    assertThat(EventId.of(Instant.EPOCH.plusSeconds(2), 5, 0))
        .isGreaterThan(EventId.of(Instant.EPOCH.plusSeconds(1), 5, 9));
  }

  @Test
  void aNameIsTheOneThatTheLibraryOfClientsMakes() {
    // 4d88e15b 60f486 e428 412dc9, the example of the xid library
    long life = 0x60f486e428L;
    assertThat(EventId.of(Instant.ofEpochSecond(0x4d88e15bL), life, 0x412dc9))
        .isEqualTo("9m4e2mr0ui3e8a215n4g");
  }

  @Test
  void theLastEventsCanBeAskedFor() throws InterruptedException {
    publish(5);
    assertThat(told(last(2))).containsExactly("t3", "t4");
    assertThat(told(History.ALL)).hasSize(5);
    assertThat(told(History.NONE)).isEmpty();
  }

  @Test
  void aReaderResumesAfterAnEvent() throws InterruptedException {
    publish(5);
    String third;
    try (Subscription subscription = bus.subscribe(last(3))) {
      third = subscription.next(Duration.ZERO).orElseThrow().id();
    }
    var history = new History(0, Optional.of(third), Optional.empty(), Optional.empty());
    assertThat(told(history)).containsExactly("t3", "t4");
  }

  @Test
  void onlySomeAreKept() throws InterruptedException {
    publish(EventBus.CAPACITY + 10);
    assertThat(told(History.ALL)).hasSize(EventBus.CAPACITY).startsWith("t10");
  }

  @Test
  void eventsOfOneActorCanBeAskedFor() throws InterruptedException {
    bus.publish(new TaskEvent("a", NodeEvent.Action.START), "me");
    bus.publish(new TaskEvent("b", NodeEvent.Action.START), "you");
    var history = new History(-1, Optional.empty(), Optional.empty(), Optional.of("you"));
    assertThat(told(history)).containsExactly("b");
  }

  private static History last(int count) {
    return new History(count, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private void publish(int count) {
    for (int i = 0; i < count; i++) {
      bus.publish(new TaskEvent("t" + i, NodeEvent.Action.START));
    }
  }

  private List<String> told(History history) throws InterruptedException {
    var told = new ArrayList<String>();
    try (Subscription subscription = bus.subscribe(history)) {
      for (var event = subscription.next(Duration.ZERO);
          event.isPresent();
          event = subscription.next(Duration.ZERO)) {
        told.add(((TaskEvent) event.get().event()).task());
      }
    }
    return told;
  }
}
