package dev.ijen.apid;

import java.util.List;
import java.util.Set;

/**
 * Who is at the other end of a connection.
 *
 * @param certified whether a client certificate was shown and verified
 * @param roles the organizations of that certificate, unknown ones included; empty without a
 *     certificate
 * @param name the common name of that certificate, or its organizations; empty without one
 * @param address where the connection comes from, for logs
 */
record Caller(boolean certified, Set<String> roles, String name, String address) {

  Caller {
    roles = Set.copyOf(roles);
  }

  /** Someone without a certificate. */
  static Caller anonymous(String address) {
    return new Caller(false, Set.of(), "", address);
  }

  /** Name and address in one word of printable ASCII, for logs and the node's records. */
  String text() {
    String from = address.substring(address.lastIndexOf('/') + 1);
    String text = name.isEmpty() ? from : name + "@" + from;
    return text.replaceAll("[^\\x21-\\x7e]", "?");
  }

  /** The roles in a stable order, for metadata and logs. */
  List<String> sortedRoles() {
    return roles.stream().sorted().toList();
  }
}
