package dev.ijen.machined.registry;

import dev.ijen.pki.PemKeyPair;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * How a registry host is asked.
 *
 * @param authority more authorities than the usual ones, as PEM
 * @param client certificate and key of this node
 * @param anyCertificate whether the registry's certificate does not matter
 * @param login what stands behind {@code Basic} in the header Authorization (RFC 7617)
 */
record RegistryAccess(
    Optional<String> authority,
    Optional<PemKeyPair> client,
    boolean anyCertificate,
    Optional<String> login) {
  /** Nothing special. */
  static final RegistryAccess PLAIN =
      new RegistryAccess(Optional.empty(), Optional.empty(), false, Optional.empty());

  /** The header of a name and a password. */
  static String login(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(pair);
  }

  /** Whether TLS needs settings of its own. */
  boolean ownTls() {
    return anyCertificate || authority.isPresent() || client.isPresent();
  }

  /** Without secrets. */
  @Override
  public String toString() {
    return "RegistryAccess[login=" + (login.isPresent() ? "[redacted]" : "none") + "]";
  }
}
