package dev.ijen.machined.api;

import dev.ijen.access.CallMetadata;
import dev.ijen.access.Method;
import dev.ijen.access.Methods;
import dev.ijen.access.Role;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a call in or refuses it, by the user that connected and the roles of the method. apid alone
 * may speak for others: the roles that it sends count as the caller's.
 */
final class Authorizer implements ServerInterceptor {
  private static final Logger log = LoggerFactory.getLogger(Authorizer.class);
  private static final Context.Key<Caller> CALLER = Context.key("ijen-caller");
  private static final Metadata.Key<String> ROLE =
      Metadata.Key.of(CallMetadata.ROLE, Metadata.ASCII_STRING_MARSHALLER);
  private static final Metadata.Key<String> PEER =
      Metadata.Key.of(CallMetadata.PEER, Metadata.ASCII_STRING_MARSHALLER);

  private final LocalUsers users;
  private final Methods methods;
  private final BooleanSupplier configured;

  /**
   * Authorises by a table.
   *
   * @param configured whether the node has a machine config; without one, methods of maintenance
   *     mode are open to whoever apid lets in
   */
  Authorizer(LocalUsers users, Methods methods, BooleanSupplier configured) {
    this.users = users;
    this.methods = methods;
    this.configured = configured;
  }

  /** Who makes the call that this thread serves. */
  static Caller caller() {
    return CALLER.get();
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    String path = "/" + call.getMethodDescriptor().getFullMethodName();
    Integer uid = call.getAttributes().get(PeerNegotiator.UID);
    Optional<Caller> caller = identify(uid == null ? -1 : uid, headers);
    if (caller.isEmpty() || !allowed(path, caller.get())) {
      log.atWarn().addKeyValue("method", path).addKeyValue("uid", uid).log("call refused");
      call.close(Status.PERMISSION_DENIED.withDescription("not authorized"), new Metadata());
      return new ServerCall.Listener<>() {};
    }
    Context context = Context.current().withValue(CALLER, caller.get());
    return Contexts.interceptCall(context, call, headers, next);
  }

  private Optional<Caller> identify(int uid, Metadata headers) {
    if (uid == users.admin()) {
      return Optional.of(new Caller(Set.of(Role.ADMIN.text()), "local"));
    }
    if (uid == users.apid()) {
      String peer = headers.get(PEER);
      return Optional.of(new Caller(roles(headers), peer == null ? "unknown" : peer));
    }
    return Optional.empty();
  }

  private static Set<String> roles(Metadata headers) {
    var roles = new HashSet<String>();
    Iterable<String> sent = headers.getAll(ROLE);
    if (sent != null) {
      sent.forEach(roles::add);
    }
    return roles;
  }

  private boolean allowed(String path, Caller caller) {
    if (methods.allows(path, caller.roles())) {
      return true;
    }
    return !configured.getAsBoolean()
        && methods.rule(path).maintenance() == Method.Maintenance.ANYONE;
  }
}
