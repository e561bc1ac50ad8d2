package dev.ijen.machined.api.cosi;

import dev.ijen.access.Role;
import dev.ijen.machined.api.Callers;
import dev.ijen.machined.wire.WireResource;
import dev.ijen.machined.wire.WireTable;
import dev.ijen.runtime.resource.ResourceType;
import dev.ijen.runtime.resource.SpecCodec;
import io.grpc.Status;

/** Which types the caller may read. */
final class ReadableTypes {
  private static final SpecCodec<Object> READ_ONLY = new ReadOnlyCodec();

  private final Callers callers;

  ReadableTypes(Callers callers) {
    this.callers = callers;
  }

  /**
   * The type of this name, to read resources with whatever their spec.
   *
   * @throws io.grpc.StatusRuntimeException {@code PERMISSION_DENIED} when the contract has no such
   *     type or namespace, or the type is sensitive and the caller no administrator
   */
  ResourceType<Object> require(String namespace, String name) {
    WireResource resource =
        WireTable.get()
            .find(name)
            .orElseThrow(() -> denied("resource type \"" + name + "\" is not registered"));
    if (!WireTable.get().namespaces().contains(namespace)) {
      throw denied("namespace \"" + namespace + "\" is not registered");
    }
    if (resource.sensitive() && !callers.roles().contains(Role.ADMIN.text())) {
      throw denied("resource type \"" + name + "\" is sensitive: not authorized");
    }
    return new ResourceType<>(name, resource.namespace(), Object.class, READ_ONLY);
  }

  private static RuntimeException denied(String reason) {
    return Status.PERMISSION_DENIED.withDescription(reason).asRuntimeException();
  }

  /** Stands in for the codec that each kept resource brings along. */
  private static final class ReadOnlyCodec implements SpecCodec<Object> {
    @Override
    public byte[] encode(Object spec) {
      throw new UnsupportedOperationException("a type for reading encodes nothing");
    }

    @Override
    public Object decode(byte[] bytes) {
      throw new UnsupportedOperationException("a type for reading decodes nothing");
    }

    @Override
    public String yaml(Object spec) {
      throw new UnsupportedOperationException("a type for reading prints nothing");
    }
  }
}
