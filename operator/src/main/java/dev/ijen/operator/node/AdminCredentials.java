package dev.ijen.operator.node;

import dev.ijen.client.Credentials;
import dev.ijen.client.InvalidCredentials;
import dev.ijen.config.talosconfig.TalosContext;
import dev.ijen.config.talosconfig.Talosconfig;
import dev.ijen.pki.Pem;
import dev.ijen.pki.PemKeyPair;
import dev.ijen.pki.PkiException;

/** Reads the certificate of the current context of a talosconfig. */
public final class AdminCredentials {
  private AdminCredentials() {}

  /**
   * Reads authority, certificate and key.
   *
   * @throws UnusableTalosconfig saying what is wrong, never with a value
   */
  public static Credentials.Mutual of(String talosconfig) throws UnusableTalosconfig {
    TalosContext context = current(talosconfig);
    try {
      return Credentials.Mutual.parse(
          Pem.fromBase64(context.ca()), PemKeyPair.fromBase64(context.crt(), context.key()));
    } catch (PkiException | InvalidCredentials e) {
      throw new UnusableTalosconfig("ca, crt or key of its current context cannot be used", e);
    }
  }

  private static TalosContext current(String talosconfig) throws UnusableTalosconfig {
    try {
      return Talosconfig.parse(talosconfig)
          .current()
          .orElseThrow(() -> new IllegalArgumentException("no current context"));
    } catch (IllegalArgumentException e) {
      throw new UnusableTalosconfig("it is no talosconfig with a current context", e);
    }
  }
}
