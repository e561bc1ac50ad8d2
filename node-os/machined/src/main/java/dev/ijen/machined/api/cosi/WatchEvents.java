package dev.ijen.machined.api.cosi;

import dev.ijen.api.cosi.Event;
import dev.ijen.api.cosi.EventType;
import dev.ijen.api.cosi.WatchRequest;
import dev.ijen.runtime.resource.Metadata;
import dev.ijen.runtime.resource.Resource;
import dev.ijen.runtime.resource.ResourceKey;
import dev.ijen.runtime.state.StateEvent;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Events of the state as those of one watch. To a watcher with a query, a resource that begins to
 * match is created and one that no longer does is destroyed.
 */
record WatchEvents(WatchRequest request, Predicate<Metadata> wanted, ResourceMessages messages) {

  /** The event that the watcher is told, if it is told of this one. */
  Optional<Event> encode(StateEvent<Object> event) {
    return switch (event.kind()) {
      case BOOTSTRAPPED ->
          request.getApiVersion() < 1
              ? Optional.empty()
              : Optional.of(event(EventType.BOOTSTRAPPED, event).build());
      case NOOP -> Optional.of(event(EventType.NOOP, event).build());
      case CREATED -> told(event).map(resource -> one(EventType.CREATED, event, resource));
      case DESTROYED ->
          event.resource().isEmpty()
              ? Optional.of(tombstone(event))
              : told(event).map(resource -> one(EventType.DESTROYED, event, resource));
      case UPDATED -> updated(event);
    };
  }

  private Optional<Event> updated(StateEvent<Object> event) {
    Resource<Object> resource = event.resource().orElseThrow();
    Resource<Object> old = event.old().orElseThrow();
    boolean matches = wanted.test(resource.metadata());
    boolean matched = wanted.test(old.metadata());
    if (matches && matched) {
      return Optional.of(
          event(EventType.UPDATED, event)
              .setResource(messages.encode(resource))
              .setOld(ResourceMessages.message(old))
              .build());
    }
    if (matches) {
      return Optional.of(one(EventType.CREATED, event, resource));
    }
    return matched ? Optional.of(one(EventType.DESTROYED, event, resource)) : Optional.empty();
  }

  private Optional<Resource<Object>> told(StateEvent<Object> event) {
    return event.resource().filter(resource -> wanted.test(resource.metadata()));
  }

  private Event one(EventType type, StateEvent<Object> event, Resource<Object> resource) {
    return event(type, event).setResource(messages.encode(resource)).build();
  }

  private Event tombstone(StateEvent<Object> event) {
    var key = new ResourceKey(request.getNamespace(), request.getType(), request.getId());
    return event(EventType.DESTROYED, event).setResource(ResourceMessages.absent(key)).build();
  }

  private static Event.Builder event(EventType type, StateEvent<Object> event) {
    return Event.newBuilder().setEventType(type).setBookmark(Bookmarks.encode(event.bookmark()));
  }
}
