package dev.ijen.client;

import dev.ijen.pki.AlternativeNames;
import dev.ijen.pki.CertificateAuthority;
import dev.ijen.pki.KeyAlgorithm;
import dev.ijen.pki.PemKeyPair;
import dev.ijen.pki.PkiException;
import dev.ijen.pki.Subject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** An Ed25519 authority and what it signs, as nodes and clients of this family have them. */
public final class TestPki {
  private final SecureRandom random = new SecureRandom();
  private final CertificateAuthority authority =
      CertificateAuthority.create(
          Subject.roles(List.of("talos")), KeyAlgorithm.ED25519, Clock.systemUTC(), random);

  /** The authority's certificate. */
  public String authority() {
    return authority.toPem().certificate();
  }

  /** The certificate of a node on the loopback address. */
  public PemKeyPair server() throws PkiException {
    var names = AlternativeNames.of(List.of("127.0.0.1", "localhost"));
    return authority.issueServer(
        Subject.named("node"), names, Clock.systemUTC(), Duration.ofDays(1), random);
  }

  /** A client certificate that is valid from the clock's time on. */
  public PemKeyPair client(Clock clock, Duration lifetime) throws PkiException {
    return authority.issueClient(List.of("os:admin"), clock, lifetime, random);
  }

  /** What a client of this authority connects with. */
  public Credentials.Mutual credentials() throws PkiException, InvalidCredentials {
    return Credentials.Mutual.parse(authority(), client(Clock.systemUTC(), Duration.ofHours(1)));
  }
}
