package dev.ijen.access;

import java.util.Optional;

/** A role of a caller, carried as an organization (O) of its client certificate. */
public enum Role {
  /** Everything. */
  ADMIN("os:admin"),
  /** What a reader may do, and reboot, shut down, restart services. */
  OPERATOR("os:operator"),
  /** Reading what is not secret. */
  READER("os:reader"),
  /** Etcd snapshots and what is needed to take them. */
  ETCD_BACKUP("os:etcd:backup"),
  /** Image verification, granted to container runtimes on the local socket. */
  IMAGE_VERIFIER("os:image:verifier"),
  /** Writing META values, granted to the local dashboard. */
  META_WRITER("os:meta:writer"),
  /** Another node's apid: the roles that it hands on count as the caller's. */
  IMPERSONATOR("os:impersonator"),
  /** The fleet operator: the methods of {@code ijen.fleet.FleetService} and nothing else. */
  FLEET("ijen:fleet");

  private final String text;

  Role(String text) {
    this.text = text;
  }

  /** The name in certificates and metadata. */
  public String text() {
    return text;
  }

  /** The role of this name; unknown names are no role and are kept by whoever carries them. */
  public static Optional<Role> of(String text) {
    for (Role role : values()) {
      if (role.text.equals(text)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
