package dev.ijen.runtime.resource;

/**
 * A kind of resource. Types are constants; two are the same when their names are.
 *
 * @param name plural, group and suffix, such as {@code LinkStatuses.net.talos.dev}
 * @param defaultNamespace where its resources live unless a caller says otherwise
 * @param spec the class of the spec
 * @param codec how a spec leaves the process
 * @param <S> the spec: immutable and equal by value
 */
public record ResourceType<S>(
    String name, String defaultNamespace, Class<S> spec, SpecCodec<S> codec) {

  /** The address of one resource of this type in its default namespace. */
  public ResourceKey key(String id) {
    return new ResourceKey(defaultNamespace, name, id);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ResourceType<?> type && name.equals(type.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
