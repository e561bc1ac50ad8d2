package dev.ijen.machined.api;

import dev.ijen.api.machine.Event;
import dev.ijen.api.machine.EventsRequest;
import dev.ijen.machined.event.EventBus;
import dev.ijen.machined.event.History;
import dev.ijen.machined.event.Subscription;
import java.time.Duration;
import java.util.Optional;

/** Events: the past that a client asks for, then the present until it goes. */
final class EventCalls {
  private static final Duration LOOK = Duration.ofSeconds(30);

  private final EventBus events;

  EventCalls(EventBus events) {
    this.events = events;
  }

  void events(EventsRequest request, StreamReply<Event> reply) throws InterruptedException {
    try (Subscription subscription = events.subscribe(history(request))) {
      while (!Thread.interrupted()) {
        var next = subscription.next(LOOK);
        if (next.isPresent()) {
          reply.send(EventCodec.encode(next.get()));
        }
      }
    }
  }

  private static History history(EventsRequest request) {
    return new History(
        request.getTailEvents(),
        text(request.getTailId()),
        request.getTailSeconds() > 0
            ? Optional.of(Duration.ofSeconds(request.getTailSeconds()))
            : Optional.empty(),
        text(request.getWithActorId()));
  }

  private static Optional<String> text(String value) {
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }
}
