package dev.ijen.machined.api;

import java.util.Set;

/**
 * Who makes a call.
 *
 * @param roles names of roles, unknown ones included
 * @param address where the call came from, for logs
 */
public record Caller(Set<String> roles, String address) {
  public Caller {
    roles = Set.copyOf(roles);
  }
}
