package dev.ijen.runtime.state;

import dev.ijen.runtime.resource.Phase;
import dev.ijen.runtime.resource.Resource;
import dev.ijen.runtime.resource.ResourceKey;
import dev.ijen.runtime.resource.ResourceType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps resources. Every write is atomic and seen by watchers in the order in which it was made.
 * Safe for use by many threads. Any implementation passes {@code StateConformance}.
 */
public interface State {

  /** The resource at this address, if there is one. */
  <S> Optional<Resource<S>> find(ResourceType<S> type, String namespace, String id);

  /** All resources of a type in a namespace, by id. */
  <S> List<Resource<S>> list(ResourceType<S> type, String namespace);

  /**
   * Adds a resource with version 1.
   *
   * @return the resource as it is kept
   * @throws StateException {@code ALREADY_EXISTS}
   */
  <S> Resource<S> create(Resource<S> resource, String owner) throws StateException;

  /**
   * Replaces spec, labels and annotations of a resource; finalizers and phase have methods of their
   * own.
   *
   * @param resource carries the version that the caller read
   * @param expected the phase that the resource must be in
   * @return the resource as it is kept; the present one, unchanged, when nothing differs
   * @throws StateException {@code NOT_FOUND}, {@code OWNER_CONFLICT}, {@code VERSION_CONFLICT} or
   *     {@code PHASE_CONFLICT}
   */
  <S> Resource<S> update(Resource<S> resource, String owner, Phase expected) throws StateException;

  /**
   * Marks a resource for its end.
   *
   * @return whether it has no finalizers, so that {@link #destroy} may follow
   * @throws StateException {@code NOT_FOUND} or {@code OWNER_CONFLICT}
   */
  boolean teardown(ResourceKey key, String owner) throws StateException;

  /**
   * Removes a resource.
   *
   * @throws StateException {@code NOT_FOUND}, {@code OWNER_CONFLICT} or {@code PENDING_FINALIZERS}
   */
  void destroy(ResourceKey key, String owner) throws StateException;

  /**
   * Adds finalizers to a running resource.
   *
   * @throws StateException {@code NOT_FOUND} or {@code PHASE_CONFLICT}
   */
  void addFinalizers(ResourceKey key, Set<String> finalizers) throws StateException;

  /**
   * Removes finalizers; those that are not there are ignored.
   *
   * @throws StateException {@code NOT_FOUND}
   */
  void removeFinalizers(ResourceKey key, Set<String> finalizers) throws StateException;

  /**
   * Opens a watch on a type in a namespace.
   *
   * @throws IllegalArgumentException when the bookmark is of another life of the state, or older
   *     than the history kept
   */
  <S> Watch<S> watch(ResourceType<S> type, String namespace, WatchOptions options);
}
