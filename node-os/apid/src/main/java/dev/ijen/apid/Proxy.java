package dev.ijen.apid;

import dev.ijen.access.Method;
import dev.ijen.access.Methods;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.HandlerRegistry;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves every method of the contract: authorises the caller, decides the route, and passes bytes
 * on.
 */
final class Proxy extends HandlerRegistry implements ServerCallHandler<byte[], byte[]> {
  private static final Logger log = LoggerFactory.getLogger(Proxy.class);

  private final Methods methods;
  private final Authorizer authorizer;
  private final Supplier<Identity> identity;
  private final Backends backends;
  private final Predicate<String> isSelf;

  Proxy(Methods methods, Supplier<Identity> identity, Backends backends, Predicate<String> isSelf) {
    this.methods = methods;
    this.authorizer = new Authorizer(methods);
    this.identity = identity;
    this.backends = backends;
    this.isSelf = isSelf;
  }

  @Override
  public ServerMethodDefinition<?, ?> lookupMethod(String name, @Nullable String authority) {
    return ServerMethodDefinition.create(Bytes.method(name), this);
  }

  @Override
  public ServerCall.Listener<byte[]> startCall(ServerCall<byte[], byte[]> call, Metadata headers) {
    String path = "/" + call.getMethodDescriptor().getFullMethodName();
    Caller caller = caller(call);
    Set<String> claimed = new LinkedHashSet<>(Forward.claimedRoles(headers));
    return switch (authorizer.decide(identity.get().trust(), caller, claimed, path)) {
      case Authorizer.Verdict.Denied(String message) ->
          refuse(call, caller, path, Status.PERMISSION_DENIED.withDescription(message));
      case Authorizer.Verdict.Unauthenticated(String message) ->
          refuse(call, caller, path, Status.UNAUTHENTICATED.withDescription(message));
      case Authorizer.Verdict.Allowed(Set<String> roles) ->
          start(call, headers, new Admitted(path, caller, roles, Answered.id()));
    };
  }

  /**
   * A call that may go on.
   *
   * @param answer the name under which machined hears that the answer is written
   */
  private record Admitted(String path, Caller caller, Set<String> roles, String answer) {}

  private ServerCall.Listener<byte[]> start(
      ServerCall<byte[], byte[]> call, Metadata headers, Admitted admitted) {
    ServerCall.Listener<byte[]> listener = route(call, headers, admitted);
    return Answered.wanted(admitted.path())
        ? Answered.report(listener, backends.local(), admitted.answer())
        : listener;
  }

  private ServerCall.Listener<byte[]> route(
      ServerCall<byte[], byte[]> call, Metadata headers, Admitted admitted) {
    Route route =
        Route.of(
            Forward.node(headers),
            Forward.nodes(headers),
            Forward.forwarded(headers) && admitted.caller().certified(),
            isSelf);
    return switch (route) {
      case Route.Local() ->
          Relay.start(call, open(backends.local(), admitted), localHeaders(headers, admitted));
      case Route.Remote(String target) -> remote(call, headers, admitted, target);
      case Route.Many(List<String> targets) -> many(call, headers, admitted, targets);
      case Route.Refused(String message) ->
          refuse(
              call,
              admitted.caller(),
              admitted.path(),
              Status.INVALID_ARGUMENT.withDescription(message));
    };
  }

  private ServerCall.Listener<byte[]> remote(
      ServerCall<byte[], byte[]> call, Metadata headers, Admitted admitted, String target) {
    Optional<Channel> channel = backends.remote(target);
    if (channel.isEmpty()) {
      return refuse(call, admitted.caller(), admitted.path(), cannotForward(target));
    }
    return Relay.start(call, open(channel.get(), admitted), remoteHeaders(call, headers, admitted));
  }

  private ServerCall.Listener<byte[]> many(
      ServerCall<byte[], byte[]> call, Metadata headers, Admitted admitted, List<String> targets) {
    Method method = methods.rule(admitted.path());
    if (!method.manyNodes()) {
      String message = admitted.path() + " serves one node a call: use metadata node";
      return refuse(
          call,
          admitted.caller(),
          admitted.path(),
          Status.INVALID_ARGUMENT.withDescription(message));
    }
    Map<String, ClientCall<byte[], byte[]>> calls = new LinkedHashMap<>();
    for (String target : targets) {
      Optional<Channel> channel =
          isSelf.test(target) ? Optional.of(backends.local()) : backends.remote(target);
      if (channel.isEmpty()) {
        return refuse(call, admitted.caller(), admitted.path(), cannotForward(target));
      }
      calls.put(target, open(channel.get(), admitted));
    }
    return Fanout.start(
        call,
        method,
        calls,
        target ->
            isSelf.test(target)
                ? localHeaders(headers, admitted)
                : remoteHeaders(call, headers, admitted));
  }

  private static ClientCall<byte[], byte[]> open(Channel channel, Admitted admitted) {
    CallOptions options = CallOptions.DEFAULT.withDeadline(Context.current().getDeadline());
    return channel.newCall(Bytes.method(admitted.path().substring(1)), options);
  }

  private static Metadata localHeaders(Metadata headers, Admitted admitted) {
    Metadata onward = Forward.local(headers, admitted.roles(), admitted.caller().text());
    return Answered.wanted(admitted.path())
        ? Forward.answeredAs(onward, admitted.answer())
        : onward;
  }

  private static Metadata remoteHeaders(
      ServerCall<?, ?> call, Metadata headers, Admitted admitted) {
    String authority = call.getAuthority();
    return Forward.remote(headers, admitted.roles(), authority == null ? "unknown" : authority);
  }

  private static Status cannotForward(String target) {
    return Status.PERMISSION_DENIED.withDescription(
        "this node does not forward calls to "
            + target
            + ": use a control plane as endpoint, or the node itself");
  }

  private static Caller caller(ServerCall<?, ?> call) {
    Caller caller = call.getAttributes().get(CallerFilter.CALLER);
    if (caller == null) {
      throw new IllegalStateException("a connection without a caller");
    }
    return caller;
  }

  private static ServerCall.Listener<byte[]> refuse(
      ServerCall<byte[], byte[]> call, Caller caller, String path, Status status) {
    log.atInfo()
        .addKeyValue("method", path)
        .addKeyValue("peer", caller.address())
        .addKeyValue("roles", caller.sortedRoles())
        .addKeyValue("code", status.getCode())
        .addKeyValue("reason", status.getDescription())
        .log("refused call");
    call.close(status, new Metadata());
    return new ServerCall.Listener<>() {};
  }
}
