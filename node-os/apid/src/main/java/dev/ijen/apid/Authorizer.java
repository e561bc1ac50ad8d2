package dev.ijen.apid;

import dev.ijen.access.Method;
import dev.ijen.access.Methods;
import dev.ijen.access.Role;
import java.util.Set;

/** Decides from a caller and a method whether the call may go on, and with which roles. Pure. */
final class Authorizer {
  private final Methods methods;

  Authorizer(Methods methods) {
    this.methods = methods;
  }

  /** What follows for one call. */
  sealed interface Verdict {
    /** The call goes on with these roles. */
    record Allowed(Set<String> roles) implements Verdict {}

    /** The caller is known, and none of its roles is enough. */
    record Denied(String message) implements Verdict {}

    /** The node wants a certificate that the caller did not show. */
    record Unauthenticated(String message) implements Verdict {}
  }

  /**
   * Decides about one call.
   *
   * @param claimed roles that the caller hands on in metadata; they count for another node's apid
   *     alone
   */
  Verdict decide(Trust trust, Caller caller, Set<String> claimed, String path) {
    return switch (trust) {
      case MAINTENANCE -> inMaintenance(path);
      case CERTIFICATES ->
          caller.certified()
              ? byRoles(path, effectiveRoles(caller, claimed))
              : new Verdict.Unauthenticated(
                  "the node has a configuration now: connect again with a client certificate");
    };
  }

  private Verdict inMaintenance(String path) {
    return methods.rule(path).maintenance() == Method.Maintenance.ANYONE
        ? new Verdict.Allowed(Set.of(Role.READER.text()))
        : new Verdict.Denied("not authorized: " + path + " is not available in maintenance mode");
  }

  private Verdict byRoles(String path, Set<String> roles) {
    return methods.allows(path, roles)
        ? new Verdict.Allowed(roles)
        : new Verdict.Denied("not authorized");
  }

  private static Set<String> effectiveRoles(Caller caller, Set<String> claimed) {
    return caller.roles().contains(Role.IMPERSONATOR.text()) ? claimed : caller.roles();
  }

  /** Whom the node believes. */
  enum Trust {
    /** The node has no config: nobody can prove anything, little is allowed. */
    MAINTENANCE,
    /** Client certificates of the accepted authorities. */
    CERTIFICATES
  }
}
