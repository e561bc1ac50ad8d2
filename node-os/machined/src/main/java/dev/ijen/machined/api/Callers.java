package dev.ijen.machined.api;

import java.util.Set;

/** Who makes the call that the present thread serves. */
@FunctionalInterface
public interface Callers {

  /** Names of the caller's roles, unknown ones included. */
  Set<String> roles();
}
