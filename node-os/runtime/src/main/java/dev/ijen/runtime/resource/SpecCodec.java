package dev.ijen.runtime.resource;

/**
 * How the spec of one type leaves the process: as protobuf for typed clients and as YAML for
 * people.
 *
 * @param <S> an immutable spec, equal by value
 */
public interface SpecCodec<S> {

  /** The protobuf form of the spec; an empty spec is zero bytes. */
  byte[] encode(S spec);

  /**
   * The spec of which {@link #encode} made these bytes.
   *
   * @throws IllegalArgumentException when the bytes are not of this type
   */
  S decode(byte[] bytes);

  /** The YAML of the spec, keys in field order, without a trailing document mark. */
  String yaml(S spec);
}
