package dev.ijen.machined.api;

import dev.ijen.access.Method;
import dev.ijen.access.Methods;
import io.grpc.HandlerRegistry;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import java.io.InputStream;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers UNIMPLEMENTED, with the name of the method, for the methods of the contract that no
 * service serves. Their requests stay bytes: generated services would load the messages of all
 * their methods, hundreds of classes.
 */
final class UnservedMethods extends HandlerRegistry {
  private final Set<String> names;

  /** Answers for the methods of a table that are not trustd's. */
  UnservedMethods(Methods contract) {
    this.names =
        contract.all().stream()
            .filter(method -> !method.servedByTrustd())
            .map(Method::path)
            .map(path -> path.substring(1))
            .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public @Nullable ServerMethodDefinition<?, ?> lookupMethod(
      String name, @Nullable String authority) {
    return names.contains(name) ? unserved(name) : null;
  }

  private static ServerMethodDefinition<InputStream, InputStream> unserved(String name) {
    var method =
        MethodDescriptor.newBuilder(new Raw(), new Raw())
            .setFullMethodName(name)
            .setType(MethodDescriptor.MethodType.UNKNOWN)
            .build();
    return ServerMethodDefinition.create(
        method,
        (call, headers) -> {
          call.close(
              Status.UNIMPLEMENTED.withDescription("Method " + name + " is unimplemented"),
              new Metadata());
          return new ServerCall.Listener<>() {};
        });
  }

  /** Bytes as they came. */
  private static final class Raw implements MethodDescriptor.Marshaller<InputStream> {
    @Override
    public InputStream stream(InputStream value) {
      return value;
    }

    @Override
    public InputStream parse(InputStream stream) {
      return stream;
    }
  }
}
