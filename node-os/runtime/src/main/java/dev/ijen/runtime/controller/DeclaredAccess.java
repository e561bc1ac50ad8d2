package dev.ijen.runtime.controller;

import dev.ijen.runtime.resource.Resource;
import dev.ijen.runtime.resource.ResourceKey;
import dev.ijen.runtime.resource.ResourceType;
import dev.ijen.runtime.state.State;
import dev.ijen.runtime.state.StateException;
import dev.ijen.runtime.state.StateException.Reason;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads and writes of one controller, held to what it declared. */
record DeclaredAccess(State state, Controller controller, Outputs outputs) implements ReaderWriter {

  @Override
  public <S> Optional<Resource<S>> find(ResourceType<S> type, String id) {
    return find(type, namespaceOf(type), id);
  }

  @Override
  public <S> Optional<Resource<S>> find(ResourceType<S> type, String namespace, String id) {
    requireRead(type, namespace, Optional.of(id));
    return state.find(type, namespace, id);
  }

  @Override
  public <S> List<Resource<S>> list(ResourceType<S> type) {
    return list(type, type.defaultNamespace());
  }

  @Override
  public <S> List<Resource<S>> list(ResourceType<S> type, String namespace) {
    requireRead(type, namespace, Optional.empty());
    return state.list(type, namespace);
  }

  @Override
  public <S> void modify(ResourceType<S> type, String id, S spec) {
    modify(Resource.of(type, id, spec));
  }

  @Override
  public <S> void modify(ResourceType<S> type, String namespace, String id, S spec) {
    modify(Resource.of(type, namespace, id, spec));
  }

  @Override
  public <S> void modify(Resource<S> resource) {
    if (!Wiring.mayWrite(controller, resource.type())) {
      throw new UndeclaredAccessException(
          controller.name(), "writes " + resource.key() + ", which is not among its outputs");
    }
    outputs.state(resource);
  }

  @Override
  public void hold(ResourceKey key) {
    requireStrong(key);
    try {
      state.addFinalizers(key, Set.of(controller.name()));
    } catch (StateException e) {
      throw new RefusedWriteException(controller.name(), "hold", e);
    }
  }

  @Override
  public void release(ResourceKey key) {
    requireStrong(key);
    try {
      state.removeFinalizers(key, Set.of(controller.name()));
    } catch (StateException e) {
      if (e.reason() != Reason.NOT_FOUND) { // what is gone is not held
        throw new RefusedWriteException(controller.name(), "release", e);
      }
    }
  }

  /** The namespace of the declared input; the default one if that is declared too, or for none. */
  private String namespaceOf(ResourceType<?> type) {
    List<String> declared =
        controller.inputs().stream()
            .filter(input -> input.type().equals(type))
            .map(Input::namespace)
            .distinct()
            .toList();
    return declared.isEmpty() || declared.contains(type.defaultNamespace())
        ? type.defaultNamespace()
        : declared.getFirst();
  }

  private void requireRead(ResourceType<?> type, String namespace, Optional<String> id) {
    if (!Wiring.mayRead(controller, type, namespace, id)) {
      throw new UndeclaredAccessException(
          controller.name(),
          "reads %s(%s/%s), which is neither an input nor an output"
              .formatted(type, namespace, id.orElse("*")));
    }
  }

  private void requireStrong(ResourceKey key) {
    boolean strong =
        controller.inputs().stream()
            .filter(input -> input.kind() == Input.Kind.STRONG)
            .filter(input -> input.type().name().equals(key.type()))
            .filter(input -> input.namespace().equals(key.namespace()))
            .anyMatch(input -> input.id().map(key.id()::equals).orElse(true));
    if (!strong) {
      throw new UndeclaredAccessException(
          controller.name(), "holds " + key + ", which is not among its strong inputs");
    }
  }
}
