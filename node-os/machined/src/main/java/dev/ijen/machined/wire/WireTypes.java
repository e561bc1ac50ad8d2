package dev.ijen.machined.wire;

import com.google.protobuf.Message;
import dev.ijen.runtime.resource.ResourceType;
import dev.ijen.runtime.resource.SpecCodec;

/** Makes the constants of resource types from the table of the wire contract. */
public final class WireTypes {
  private WireTypes() {}

  /**
   * A type whose spec is the protobuf message of the contract.
   *
   * @param name such as {@code LinkStatuses.net.talos.dev}
   * @throws IllegalArgumentException when the contract has no such type, or gives it another
   *     message
   */
  public static <M extends Message> ResourceType<M> of(String name, M prototype) {
    WireResource resource = resource(name);
    String message = prototype.getDescriptorForType().getFullName();
    if (!resource.message().equals(message)) {
      throw new IllegalArgumentException(
          name + ": the contract has message \"" + resource.message() + "\", not " + message);
    }
    @SuppressWarnings("unchecked") // the class of a message of type M
    var spec = (Class<M>) prototype.getClass();
    return new ResourceType<>(
        name, resource.namespace(), spec, new MessageCodec<>(resource, prototype));
  }

  /**
   * A type for which the contract has no message: a record with a codec of its own.
   *
   * @throws IllegalArgumentException when the contract has no such type, or gives it a message
   */
  public static <S> ResourceType<S> of(String name, Class<S> spec, SpecCodec<S> codec) {
    WireResource resource = resource(name);
    if (!resource.message().isEmpty()) {
      throw new IllegalArgumentException(name + ": the spec is the message " + resource.message());
    }
    return new ResourceType<>(name, resource.namespace(), spec, codec);
  }

  private static WireResource resource(String name) {
    return WireTable.get()
        .find(name)
        .orElseThrow(
            () -> new IllegalArgumentException("the contract has no resource type " + name));
  }
}
