package dev.ijen.runtime.controller;

import dev.ijen.runtime.resource.Metadata;
import dev.ijen.runtime.resource.Phase;
import dev.ijen.runtime.resource.Resource;
import dev.ijen.runtime.resource.ResourceKey;
import dev.ijen.runtime.resource.ResourceType;
import dev.ijen.runtime.state.State;
import dev.ijen.runtime.state.StateException;
import dev.ijen.runtime.state.StateException.Reason;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The outputs of one controller: what it stated in this reconcile, and the clean-up of what it did
 * not. For the thread of the controller.
 */
final class Outputs {
  private final State state;
  private final Controller controller;
  private final BiConsumer<ResourceType<?>, String> watch;
  private final Set<Place> places = new HashSet<>();
  private final Set<Place> watched = new HashSet<>();
  private final Set<ResourceKey> stated = new HashSet<>();

  /**
   * Outputs of a controller.
   *
   * @param watch wakes the controller when outputs of a type in a namespace become ready to be
   *     destroyed
   */
  Outputs(State state, Controller controller, BiConsumer<ResourceType<?>, String> watch) {
    this.state = state;
    this.controller = controller;
    this.watch = watch;
    for (Output output : controller.outputs()) {
      places.add(new Place(output.type(), output.type().defaultNamespace()));
    }
  }

  private record Place(ResourceType<?> type, String namespace) {}

  /** A reconcile begins: nothing is stated yet. */
  void begin() {
    stated.clear();
  }

  /** Brings a resource to its stated form, however often others touch its finalizers meanwhile. */
  <S> void state(Resource<S> wanted) {
    var place = new Place(wanted.type(), wanted.key().namespace());
    places.add(place);
    stated.add(wanted.key());
    while (!attempt(place, wanted)) {
      Thread.onSpinWait();
    }
  }

  /** Ends what is owned and was not stated; what is still held is ended when its holders let go. */
  void cleanUp() {
    for (Place place : Set.copyOf(places)) {
      for (Resource<?> resource : state.list(place.type(), place.namespace())) {
        boolean own = resource.metadata().owner().equals(controller.name());
        if (own && !stated.contains(resource.key())) {
          end(place, resource.key());
        }
      }
    }
  }

  /** Whether the write is done; not so when another writer came between. */
  private <S> boolean attempt(Place place, Resource<S> wanted) {
    try {
      Optional<Resource<S>> present =
          state.find(wanted.type(), wanted.key().namespace(), wanted.id());
      if (present.isEmpty()) {
        state.create(wanted, controller.name());
      } else if (present.get().metadata().phase() == Phase.RUNNING) {
        state.update(merged(present.get(), wanted), controller.name(), Phase.RUNNING);
      } else if (end(place, wanted.key())) {
        return false; // the old one is gone, the next attempt makes it anew
      }
      return true;
    } catch (StateException e) {
      return switch (e.reason()) {
        case VERSION_CONFLICT, NOT_FOUND, ALREADY_EXISTS, PHASE_CONFLICT -> false;
        case OWNER_CONFLICT, PENDING_FINALIZERS ->
            throw new RefusedWriteException(controller.name(), "write", e);
      };
    }
  }

  private static <S> Resource<S> merged(Resource<S> present, Resource<S> wanted) {
    Metadata metadata =
        present
            .metadata()
            .withLabels(wanted.metadata().labels())
            .withAnnotations(wanted.metadata().annotations());
    return wanted.withMetadata(metadata);
  }

  /** Whether the resource is gone; if not, its holders are awaited. */
  private boolean end(Place place, ResourceKey key) {
    if (watched.add(place)) {
      watch.accept(place.type(), place.namespace());
    }
    try {
      if (!state.teardown(key, controller.name())) {
        return false;
      }
      state.destroy(key, controller.name());
      return true;
    } catch (StateException e) {
      if (e.reason() == Reason.NOT_FOUND) {
        return true;
      }
      throw new RefusedWriteException(controller.name(), "clean up", e);
    }
  }
}
