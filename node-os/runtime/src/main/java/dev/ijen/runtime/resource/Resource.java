package dev.ijen.runtime.resource;

/**
 * One resource at one version: a value that never changes.
 *
 * @param <S> the spec
 */
public record Resource<S>(ResourceType<S> type, Metadata metadata, S spec) {

  /** A resource that no state has seen yet, in the default namespace of its type. */
  public static <S> Resource<S> of(ResourceType<S> type, String id, S spec) {
    return new Resource<>(type, Metadata.of(type.key(id)), spec);
  }

  /** A resource that no state has seen yet. */
  public static <S> Resource<S> of(ResourceType<S> type, String namespace, String id, S spec) {
    return new Resource<>(type, Metadata.of(new ResourceKey(namespace, type.name(), id)), spec);
  }

  /** The id of the resource within its type and namespace. */
  public String id() {
    return metadata.key().id();
  }

  /** The address of the resource. */
  public ResourceKey key() {
    return metadata.key();
  }

  /** The same with another spec. */
  public Resource<S> withSpec(S replacement) {
    return new Resource<>(type, metadata, replacement);
  }

  /** The same with other metadata. */
  public Resource<S> withMetadata(Metadata replacement) {
    return new Resource<>(type, replacement, spec);
  }
}
