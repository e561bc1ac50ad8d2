package dev.ijen.machined.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.ijen.runtime.resource.SpecCodec;

/** The codec of a spec that is a protobuf message. */
final class MessageCodec<M extends Message> implements SpecCodec<M> {
  private final WireResource resource;
  private final M prototype;

  MessageCodec(WireResource resource, M prototype) {
    this.resource = resource;
    this.prototype = prototype;
  }

  @Override
  public byte[] encode(M spec) {
    return spec.toByteArray();
  }

  @Override
  public M decode(byte[] bytes) {
    try {
      @SuppressWarnings("unchecked") // the parser of a message makes messages of its class
      M spec = (M) prototype.getParserForType().parseFrom(bytes);
      return spec;
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("decode " + resource.name() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public String yaml(M spec) {
    return YamlPrinter.print(new SpecYaml(WireTable.get()).tree(spec, resource.fields()));
  }
}
