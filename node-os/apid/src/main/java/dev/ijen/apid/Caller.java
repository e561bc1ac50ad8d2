package dev.ijen.apid;

import java.util.List;
import java.util.Set;

/**
 * Who is at the other end of a connection.
 *
 * @param certified whether a client certificate was shown and verified
 * @param roles the organizations of that certificate, unknown ones included; empty without a
 *     certificate
 * @param address where the connection comes from, for logs
 */
record Caller(boolean certified, Set<String> roles, String address) {

  Caller {
    roles = Set.copyOf(roles);
  }

  /** Someone without a certificate. */
  static Caller anonymous(String address) {
    return new Caller(false, Set.of(), address);
  }

  /** The roles in a stable order, for metadata and logs. */
  List<String> sortedRoles() {
    return roles.stream().sorted().toList();
  }
}
