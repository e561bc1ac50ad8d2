package dev.ijen.runtime.controller;

import dev.ijen.runtime.resource.ResourceType;
import java.util.Optional;

/**
 * What a controller reads, and what wakes it.
 *
 * @param namespace the namespace that is read
 * @param id one resource alone; absent for the whole type
 */
public record Input(Kind kind, ResourceType<?> type, String namespace, Optional<String> id) {

  /** How firmly an input is held. */
  public enum Kind {
    /** Changes wake the controller. */
    WEAK,
    /**
     * The engine also lets the controller hold finalizers, so that it can clean up before the
     * resource ends.
     */
    STRONG,
    /** Wakes the controller when a resource that it owns is torn down and free of finalizers. */
    DESTROY_READY
  }

  /** A weak input: the whole type in its default namespace. */
  public static Input weak(ResourceType<?> type) {
    return new Input(Kind.WEAK, type, type.defaultNamespace(), Optional.empty());
  }

  /** A strong input: the whole type in its default namespace. */
  public static Input strong(ResourceType<?> type) {
    return new Input(Kind.STRONG, type, type.defaultNamespace(), Optional.empty());
  }

  /** The same input in another namespace. */
  public Input in(String otherNamespace) {
    return new Input(kind, type, otherNamespace, id);
  }

  /** The same input for one resource alone. */
  public Input only(String oneId) {
    return new Input(kind, type, namespace, Optional.of(oneId));
  }
}
