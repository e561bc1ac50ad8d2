package dev.ijen.runtime.state;

import dev.ijen.runtime.resource.Phase;
import dev.ijen.runtime.resource.Resource;
import dev.ijen.runtime.resource.ResourceKey;
import dev.ijen.runtime.resource.ResourceType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A state that lives as long as the process. Each pair of namespace and type has a lock, a history
 * and watchers of its own, so that busy types do not hold up others.
 */
public final class InMemoryState implements State {

  /** How many events each collection remembers, and how many a watcher may lag behind. */
  private static final Limits LIMITS = new Limits(1000, 2000);

  private final Clock clock;
  private final Limits limits;
  private final long epoch;
  private final ConcurrentHashMap<CollectionKey, ResourceCollection> collections =
      new ConcurrentHashMap<>();

  /** An empty state. */
  public InMemoryState(Clock clock) {
    this(clock, LIMITS);
  }

  InMemoryState(Clock clock, Limits limits) {
    this.clock = clock;
    this.limits = limits;
    Instant now = clock.instant();
    this.epoch = now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }

  @Override
  public <S> Optional<Resource<S>> find(ResourceType<S> type, String namespace, String id) {
    return collection(namespace, type.name()).find(id).map(found -> typed(type, found));
  }

  @Override
  public <S> List<Resource<S>> list(ResourceType<S> type, String namespace) {
    return collection(namespace, type.name()).list().stream()
        .map(found -> typed(type, found))
        .toList();
  }

  @Override
  public <S> Resource<S> create(Resource<S> resource, String owner) throws StateException {
    return typed(resource.type(), collection(resource.key()).create(resource, owner));
  }

  @Override
  public <S> Resource<S> update(Resource<S> resource, String owner, Phase expected)
      throws StateException {
    return typed(resource.type(), collection(resource.key()).update(resource, owner, expected));
  }

  @Override
  public boolean teardown(ResourceKey key, String owner) throws StateException {
    return collection(key).teardown(key, owner);
  }

  @Override
  public void destroy(ResourceKey key, String owner) throws StateException {
    collection(key).destroy(key, owner);
  }

  @Override
  public void addFinalizers(ResourceKey key, Set<String> finalizers) throws StateException {
    collection(key).addFinalizers(key, finalizers);
  }

  @Override
  public void removeFinalizers(ResourceKey key, Set<String> finalizers) throws StateException {
    collection(key).removeFinalizers(key, finalizers);
  }

  @Override
  public <S> Watch<S> watch(ResourceType<S> type, String namespace, WatchOptions options) {
    return new TypedWatch<>(type, collection(namespace, type.name()).watch(options));
  }

  private ResourceCollection collection(ResourceKey key) {
    return collection(key.namespace(), key.type());
  }

  private ResourceCollection collection(String namespace, String type) {
    return collections.computeIfAbsent(
        new CollectionKey(namespace, type), _ -> new ResourceCollection(clock, limits, epoch));
  }

  /** Gives a kept resource its static type back. */
  static <S> Resource<S> typed(ResourceType<S> type, Resource<?> resource) {
    @SuppressWarnings("unchecked") // two types of one name are the same type
    Resource<S> same = (Resource<S>) resource;
    if (!type.spec().isInstance(same.spec())) {
      throw new IllegalArgumentException(
          resource.key() + ": spec is " + resource.type().spec() + ", asked for " + type.spec());
    }
    return same;
  }

  /**
   * Bounds of memory.
   *
   * @param history how many past events a collection keeps for bookmarks
   * @param lag how many events a watcher may be behind before it fails
   */
  record Limits(int history, int lag) {}

  private record CollectionKey(String namespace, String type) {}
}
