package dev.ijen.runtime.state;

import dev.ijen.runtime.resource.ResourceType;
import java.time.Duration;
import java.util.Optional;

/** Gives the events of a collection their static type back. */
record TypedWatch<S>(ResourceType<S> type, QueuedWatch queued) implements Watch<S> {

  @Override
  public Optional<StateEvent<S>> next(Duration timeout) throws InterruptedException {
    return queued.next(timeout).map(this::typed);
  }

  @Override
  public void close() {
    queued.close();
  }

  private StateEvent<S> typed(ResourceCollection.Event event) {
    return new StateEvent<>(
        event.kind(),
        event.resource().map(resource -> InMemoryState.typed(type, resource)),
        event.old().map(resource -> InMemoryState.typed(type, resource)),
        event.bookmark());
  }
}
