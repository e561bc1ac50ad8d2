package dev.ijen.client;

import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes resolvers for {@code ijen:///host:port,host:port}. gRPC finds it as a service of the class
 * path, which is how it takes name resolvers without a global registration at run time.
 */
public final class EndpointResolverProvider extends NameResolverProvider {
  private static final String SCHEME = "ijen";

  /** The target that carries these endpoints. */
  static String target(List<Endpoint> endpoints) {
    return SCHEME
        + ":///"
        + endpoints.stream().map(Endpoint::authority).collect(Collectors.joining(","));
  }

  @Override
  public @Nullable NameResolver newNameResolver(URI target, NameResolver.Args args) {
    if (!SCHEME.equals(target.getScheme())) {
      return null;
    }
    List<Endpoint> endpoints =
        Arrays.stream(target.getPath().substring(1).split(",")).map(Endpoint::parse).toList();
    Executor offload = args.getOffloadExecutor();
    return new EndpointResolver(endpoints, offload == null ? Runnable::run : offload);
  }

  @Override
  public String getDefaultScheme() {
    return SCHEME;
  }

  @Override
  protected boolean isAvailable() {
    return true;
  }

  @Override
  protected int priority() {
    return 0; // below dns, so that this scheme is never the default of other channels
  }
}
