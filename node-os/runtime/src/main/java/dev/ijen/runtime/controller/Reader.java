package dev.ijen.runtime.controller;

import dev.ijen.runtime.resource.Resource;
import dev.ijen.runtime.resource.ResourceType;
import java.util.List;
import java.util.Optional;

/**
 * Reads of a controller. A read that is neither a declared input nor an output is a bug and fails
 * at once.
 */
public interface Reader {

  /**
   * The resource of this id in the namespace of the declared input (default namespace for an
   * output).
   */
  <S> Optional<Resource<S>> find(ResourceType<S> type, String id);

  /** The resource of this id in a namespace. */
  <S> Optional<Resource<S>> find(ResourceType<S> type, String namespace, String id);

  /** All resources of a type in its default namespace, by id, those being torn down included. */
  <S> List<Resource<S>> list(ResourceType<S> type);

  /** All resources of a type in a namespace, by id, those being torn down included. */
  <S> List<Resource<S>> list(ResourceType<S> type, String namespace);
}
