package dev.ijen.client;

import io.grpc.Attributes;
import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.Status;
import io.grpc.StatusOr;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Gives gRPC the endpoints of one context. Each is a group of its own, with its own name to be
 * found in the server certificate, so that round robin goes over endpoints and not over addresses.
 */
final class EndpointResolver extends NameResolver {
  private final List<Endpoint> endpoints;
  private final Executor executor;
  private volatile Listener2 listener = new Deaf();

  EndpointResolver(List<Endpoint> endpoints, Executor executor) {
    this.endpoints = List.copyOf(endpoints);
    this.executor = executor;
  }

  @Override
  public String getServiceAuthority() {
    return endpoints.getFirst().authority();
  }

  @Override
  public void start(Listener2 listener) {
    this.listener = listener;
    refresh();
  }

  @Override
  public void refresh() {
    Listener2 receiver = listener;
    executor.execute(() -> receiver.onResult(resolve()));
  }

  @Override
  public void shutdown() {}

  private ResolutionResult resolve() {
    var groups = new ArrayList<EquivalentAddressGroup>();
    var unknown = new ArrayList<String>();
    for (Endpoint endpoint : endpoints) {
      try {
        groups.add(group(endpoint));
      } catch (UnknownHostException _) {
        unknown.add(endpoint.host());
      }
    }
    StatusOr<List<EquivalentAddressGroup>> result =
        groups.isEmpty()
            ? StatusOr.fromStatus(
                Status.UNAVAILABLE.withDescription("no address is known for " + unknown))
            : StatusOr.fromValue(groups);
    return ResolutionResult.newBuilder().setAddressesOrError(result).build();
  }

  private static EquivalentAddressGroup group(Endpoint endpoint) throws UnknownHostException {
    List<SocketAddress> addresses =
        Arrays.stream(InetAddress.getAllByName(endpoint.host()))
            .<SocketAddress>map(address -> new InetSocketAddress(address, endpoint.port()))
            .toList();
    Attributes named =
        Attributes.newBuilder()
            .set(EquivalentAddressGroup.ATTR_AUTHORITY_OVERRIDE, endpoint.authority())
            .build();
    return new EquivalentAddressGroup(addresses, named);
  }

  /** Stands in until the channel starts this resolver. */
  private static final class Deaf extends Listener2 {
    @Override
    public void onResult(ResolutionResult result) {}

    @Override
    public void onError(Status error) {}
  }
}
