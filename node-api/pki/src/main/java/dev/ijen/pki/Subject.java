package dev.ijen.pki;

import java.util.List;

/**
 * Whom a certificate names.
 *
 * @param commonName CN, empty for none
 * @param organizations one O per element: the roles of a client ({@code os:admin}) or its groups
 */
public record Subject(String commonName, List<String> organizations) {
  public Subject {
    organizations = List.copyOf(organizations);
  }

  /** A subject with a common name alone. */
  public static Subject named(String commonName) {
    return new Subject(commonName, List.of());
  }

  /** A subject that holds roles and no name. */
  public static Subject roles(List<String> roles) {
    return new Subject("", roles);
  }
}
