package dev.ijen.machined.wire;

import dev.ijen.runtime.resource.ResourceType;
import dev.ijen.runtime.resource.SpecCodec;

/** The spec of a resource whose being there says it all. */
public record EmptySpec() {

  /**
   * A type with empty specs.
   *
   * @throws IllegalArgumentException when the contract has no such type
   */
  public static ResourceType<EmptySpec> type(String name) {
    return WireTypes.of(name, EmptySpec.class, new Codec());
  }

  private static final class Codec implements SpecCodec<EmptySpec> {
    @Override
    public byte[] encode(EmptySpec spec) {
      return new byte[0];
    }

    @Override
    public EmptySpec decode(byte[] bytes) {
      return new EmptySpec();
    }

    @Override
    public String yaml(EmptySpec spec) {
      return "{}\n";
    }
  }
}
