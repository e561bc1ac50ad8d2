package dev.ijen.runtime.state;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.ijen.runtime.resource.Metadata;
import dev.ijen.runtime.resource.Phase;
import dev.ijen.runtime.resource.Resource;
import dev.ijen.runtime.resource.ResourceKey;
import dev.ijen.runtime.state.StateEvent.Kind;
import dev.ijen.runtime.state.StateException.Reason;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;

/** The resources of one type in one namespace, their history and their watchers. */
final class ResourceCollection {
  private final Clock clock;
  private final InMemoryState.Limits limits;
  private final long epoch;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final TreeMap<String, Resource<?>> resources = new TreeMap<>();

  @GuardedBy("lock")
  private final ArrayDeque<Event> history = new ArrayDeque<>();

  @GuardedBy("lock")
  private final List<QueuedWatch> watches = new ArrayList<>();

  /** The number of events told so far. */
  @GuardedBy("lock")
  private long position;

  ResourceCollection(Clock clock, InMemoryState.Limits limits, long epoch) {
    this.clock = clock;
    this.limits = limits;
    this.epoch = epoch;
  }

  /** An event whose static type is known to the watcher alone. */
  record Event(
      Kind kind, Optional<Resource<?>> resource, Optional<Resource<?>> old, Bookmark bookmark) {

    boolean concerns(Optional<String> id) {
      return id.isEmpty() || resource.isEmpty() || resource.get().id().equals(id.get());
    }
  }

  Optional<Resource<?>> find(String id) {
    lock.lock();
    try {
      return Optional.ofNullable(resources.get(id));
    } finally {
      lock.unlock();
    }
  }

  List<Resource<?>> list() {
    lock.lock();
    try {
      return List.copyOf(resources.values());
    } finally {
      lock.unlock();
    }
  }

  Resource<?> create(Resource<?> resource, String owner) throws StateException {
    lock.lock();
    try {
      if (resources.containsKey(resource.id())) {
        throw new StateException(Reason.ALREADY_EXISTS, resource.key(), "already exists");
      }
      Metadata metadata = resource.metadata().withOwner(owner).created(clock.instant());
      return store(Kind.CREATED, Optional.empty(), resource.withMetadata(metadata));
    } finally {
      lock.unlock();
    }
  }

  Resource<?> update(Resource<?> resource, String owner, Phase expected) throws StateException {
    lock.lock();
    try {
      Resource<?> present = owned(resource.key(), owner);
      requirePhase(present, expected);
      if (present.metadata().version() != resource.metadata().version()) {
        throw new StateException(
            Reason.VERSION_CONFLICT,
            resource.key(),
            "version is %d, the writer read %d"
                .formatted(present.metadata().version(), resource.metadata().version()));
      }
      return replace(
          present,
          resource.withMetadata(
              present
                  .metadata()
                  .withLabels(resource.metadata().labels())
                  .withAnnotations(resource.metadata().annotations())));
    } finally {
      lock.unlock();
    }
  }

  boolean teardown(ResourceKey key, String owner) throws StateException {
    lock.lock();
    try {
      Resource<?> present = owned(key, owner);
      Metadata torn = present.metadata().withPhase(Phase.TEARING_DOWN);
      replace(present, present.withMetadata(torn));
      return torn.finalizers().isEmpty();
    } finally {
      lock.unlock();
    }
  }

  void destroy(ResourceKey key, String owner) throws StateException {
    lock.lock();
    try {
      Resource<?> present = owned(key, owner);
      Set<String> finalizers = present.metadata().finalizers();
      if (!finalizers.isEmpty()) {
        throw new StateException(Reason.PENDING_FINALIZERS, key, "is held by " + finalizers);
      }
      resources.remove(key.id());
      tell(Kind.DESTROYED, Optional.of(present), Optional.empty());
    } finally {
      lock.unlock();
    }
  }

  void addFinalizers(ResourceKey key, Set<String> finalizers) throws StateException {
    lock.lock();
    try {
      Resource<?> present = present(key);
      requirePhase(present, Phase.RUNNING);
      var all = new TreeSet<>(present.metadata().finalizers());
      all.addAll(finalizers);
      replace(present, present.withMetadata(present.metadata().withFinalizers(all)));
    } finally {
      lock.unlock();
    }
  }

  void removeFinalizers(ResourceKey key, Set<String> finalizers) throws StateException {
    lock.lock();
    try {
      Resource<?> present = present(key);
      var rest = new TreeSet<>(present.metadata().finalizers());
      rest.removeAll(finalizers);
      replace(present, present.withMetadata(present.metadata().withFinalizers(rest)));
    } finally {
      lock.unlock();
    }
  }

  QueuedWatch watch(WatchOptions options) {
    lock.lock();
    try {
      var watch =
          new QueuedWatch(options.id(), firstEvents(options), limits.lag(), this::stopTelling);
      watches.add(watch);
      return watch;
    } finally {
      lock.unlock();
    }
  }

  private void stopTelling(QueuedWatch watch) {
    lock.lock();
    try {
      watches.remove(watch);
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private Resource<?> present(ResourceKey key) throws StateException {
    Resource<?> present = resources.get(key.id());
    if (present == null) {
      throw new StateException(Reason.NOT_FOUND, key, "doesn't exist");
    }
    return present;
  }

  @GuardedBy("lock")
  private Resource<?> owned(ResourceKey key, String owner) throws StateException {
    Resource<?> present = present(key);
    if (!present.metadata().owner().equals(owner)) {
      throw new StateException(
          Reason.OWNER_CONFLICT,
          key,
          "is owned by \"%s\", not by \"%s\"".formatted(present.metadata().owner(), owner));
    }
    return present;
  }

  private static void requirePhase(Resource<?> present, Phase expected) throws StateException {
    Phase phase = present.metadata().phase();
    if (phase != expected) {
      throw new StateException(
          Reason.PHASE_CONFLICT,
          present.key(),
          "is in phase %s, expected %s".formatted(phase.text(), expected.text()));
    }
  }

  /** Keeps a change under the next version; what is equal stays as it is and nobody is told. */
  @GuardedBy("lock")
  private Resource<?> replace(Resource<?> present, Resource<?> wanted) {
    if (present.equals(wanted)) {
      return present;
    }
    Metadata metadata = wanted.metadata().next(clock.instant());
    return store(Kind.UPDATED, Optional.of(present), wanted.withMetadata(metadata));
  }

  @GuardedBy("lock")
  private Resource<?> store(Kind kind, Optional<Resource<?>> old, Resource<?> resource) {
    resources.put(resource.id(), resource);
    tell(kind, Optional.of(resource), old);
    return resource;
  }

  @GuardedBy("lock")
  private void tell(Kind kind, Optional<Resource<?>> resource, Optional<Resource<?>> old) {
    position++;
    var event = new Event(kind, resource, old, bookmark());
    history.add(event);
    if (history.size() > limits.history()) {
      history.remove();
    }
    watches.forEach(watch -> watch.offer(event));
  }

  @GuardedBy("lock")
  private Bookmark bookmark() {
    return new Bookmark(epoch, position);
  }

  @GuardedBy("lock")
  private List<Event> firstEvents(WatchOptions options) {
    if (options.from().isPresent()) {
      return after(options.from().get(), options.id());
    }
    var first = new ArrayList<Event>();
    if (options.tail() > 0) {
      first.addAll(tail(options));
    } else if (options.id().isPresent()) {
      first.add(presentEvent(options.id().get()));
    }
    if (options.bootstrapContents()) {
      for (Resource<?> resource : resources.values()) {
        first.add(note(Kind.CREATED, Optional.of(resource)));
      }
      first.add(note(Kind.BOOTSTRAPPED, Optional.empty()));
    } else if (options.bootstrapBookmark()) {
      first.add(note(Kind.NOOP, Optional.empty()));
    }
    return first;
  }

  @GuardedBy("lock")
  private Event note(Kind kind, Optional<Resource<?>> resource) {
    return new Event(kind, resource, Optional.empty(), bookmark());
  }

  @GuardedBy("lock")
  private Event presentEvent(String id) {
    Optional<Resource<?>> resource = Optional.ofNullable(resources.get(id));
    return note(resource.isPresent() ? Kind.CREATED : Kind.DESTROYED, resource);
  }

  @GuardedBy("lock")
  private List<Event> tail(WatchOptions options) {
    List<Event> told = history.stream().filter(event -> event.concerns(options.id())).toList();
    return told.subList(Math.max(0, told.size() - options.tail()), told.size());
  }

  @GuardedBy("lock")
  private List<Event> after(Bookmark bookmark, Optional<String> id) {
    long oldest = position - history.size();
    if (bookmark.epoch() != epoch
        || bookmark.position() < oldest
        || bookmark.position() > position) {
      throw new IllegalArgumentException(
          "%s is not in the history, which begins at %d of epoch %d"
              .formatted(bookmark, oldest, epoch));
    }
    return history.stream()
        .filter(event -> event.bookmark().position() > bookmark.position())
        .filter(event -> event.concerns(id))
        .toList();
  }
}
