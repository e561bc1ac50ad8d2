package dev.ijen.runtime.harness;

import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Engine;
import dev.ijen.runtime.resource.Phase;
import dev.ijen.runtime.resource.Resource;
import dev.ijen.runtime.resource.ResourceType;
import dev.ijen.runtime.state.InMemoryState;
import dev.ijen.runtime.state.State;
import dev.ijen.runtime.state.StateEvent;
import dev.ijen.runtime.state.StateException;
import dev.ijen.runtime.state.Watch;
import dev.ijen.runtime.state.WatchOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * The real engine over a state in memory, for tests of controllers. Everything is awaited with a
 * deadline of ten seconds; nothing sleeps.
 */
public final class ControllerHarness implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final State state = new InMemoryState(Clock.systemUTC());
  private final List<Engine> engines = new ArrayList<>();

  /** The state, for what the methods here do not do. */
  public State state() {
    return state;
  }

  /** Starts controllers; they end with the harness. */
  public void run(Controller... controllers) {
    var engine =
        new Engine(
            state, List.of(controllers), Clock.systemUTC(), RandomGenerator.of("L64X128MixRandom"));
    engines.add(engine);
    engine.start();
  }

  /** Brings an input to this spec, in the default namespace of its type. */
  public <S> Resource<S> put(ResourceType<S> type, String id, S spec) {
    return put(Resource.of(type, id, spec));
  }

  /** Brings an input to this spec, labels and annotations, in the name of nobody. */
  public <S> Resource<S> put(Resource<S> wanted) {
    while (true) {
      Optional<Resource<S>> present =
          state.find(wanted.type(), wanted.key().namespace(), wanted.id());
      try {
        return present.isEmpty()
            ? state.create(wanted, "")
            : state.update(over(present.get(), wanted), "", Phase.RUNNING);
      } catch (StateException e) {
        if (e.reason() != StateException.Reason.VERSION_CONFLICT) {
          throw new AssertionError("put " + wanted.key(), e);
        }
      }
    }
  }

  /** Tears an input down, waits until no controller holds it, and destroys it. */
  public <S> void remove(ResourceType<S> type, String id) {
    try {
      if (!state.teardown(type.key(id), "")) {
        awaitResource(type, type.defaultNamespace(), id, r -> r.metadata().finalizers().isEmpty());
      }
      state.destroy(type.key(id), "");
    } catch (StateException e) {
      throw new AssertionError("remove " + type.key(id), e);
    }
  }

  /** The resource as soon as its spec is as expected, in the default namespace of its type. */
  public <S> Resource<S> await(ResourceType<S> type, String id, Predicate<S> expected) {
    return awaitResource(
        type, type.defaultNamespace(), id, resource -> expected.test(resource.spec()));
  }

  /** The resource as soon as it is as expected, in a namespace. */
  public <S> Resource<S> awaitResource(
      ResourceType<S> type, String namespace, String id, Predicate<Resource<S>> expected) {
    return awaitEvent(
            type,
            namespace,
            id,
            event ->
                event.kind() != StateEvent.Kind.DESTROYED
                    && event.resource().filter(expected).isPresent())
        .resource()
        .orElseThrow();
  }

  /** Waits until the resource is not there. */
  public <S> void awaitGone(ResourceType<S> type, String id) {
    awaitGone(type, type.defaultNamespace(), id);
  }

  /** Waits until the resource is not there, in a namespace. */
  public <S> void awaitGone(ResourceType<S> type, String namespace, String id) {
    awaitEvent(type, namespace, id, event -> event.kind() == StateEvent.Kind.DESTROYED);
  }

  @Override
  public void close() {
    engines.forEach(Engine::close);
  }

  private <S> StateEvent<S> awaitEvent(
      ResourceType<S> type, String namespace, String id, Predicate<StateEvent<S>> expected) {
    Instant deadline = Instant.now().plus(DEADLINE);
    String last = "nothing";
    try (Watch<S> watch = state.watch(type, namespace, WatchOptions.one(id))) {
      while (true) {
        Optional<StateEvent<S>> event = watch.next(Duration.between(Instant.now(), deadline));
        if (event.isEmpty()) {
          throw new AssertionError(
              "%s(%s/%s) is not as expected after %s; last seen: %s"
                  .formatted(type, namespace, id, DEADLINE, last));
        }
        if (expected.test(event.get())) {
          return event.get();
        }
        last = event.get().kind() + " " + event.get().resource();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static <S> Resource<S> over(Resource<S> present, Resource<S> wanted) {
    return wanted.withMetadata(
        present
            .metadata()
            .withLabels(wanted.metadata().labels())
            .withAnnotations(wanted.metadata().annotations()));
  }
}
