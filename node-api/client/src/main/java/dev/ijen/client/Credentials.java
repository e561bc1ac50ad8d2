package dev.ijen.client;

import dev.ijen.pki.Certificates;
import dev.ijen.pki.KeyPem;
import dev.ijen.pki.PemKeyPair;
import dev.ijen.pki.PkiException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** How client and node prove who they are. */
public sealed interface Credentials {
  /**
   * Fails when these credentials cannot open a connection at this time.
   *
   * @throws InvalidCredentials saying what is wrong and what helps
   */
  void requireUsable(Instant now) throws InvalidCredentials;

  /**
   * Mutual TLS, the normal case.
   *
   * @param authorities whom the node's certificate must come from
   * @param chain the client certificate, leaf first
   * @param key the key of the leaf
   */
  record Mutual(List<X509Certificate> authorities, List<X509Certificate> chain, PrivateKey key)
      implements Credentials {
    public Mutual {
      authorities = List.copyOf(authorities);
      chain = List.copyOf(chain);
    }

    /**
     * Reads PEM texts.
     *
     * @throws InvalidCredentials naming the part that does not parse
     */
    public static Mutual parse(String authority, PemKeyPair client) throws InvalidCredentials {
      try {
        return new Mutual(
            Certificates.read(authority),
            Certificates.read(client.certificate()),
            KeyPem.read(client.key()));
      } catch (PkiException e) {
        throw new InvalidCredentials("client credentials: " + e.getMessage(), e);
      }
    }

    @Override
    public void requireUsable(Instant now) throws InvalidCredentials {
      X509Certificate leaf = chain.getFirst();
      Instant end = leaf.getNotAfter().toInstant();
      if (now.isAfter(end)) {
        throw new InvalidCredentials(
            "client certificate expired at %s (issue a new one and put it into the context)"
                .formatted(end));
      }
      Instant start = leaf.getNotBefore().toInstant();
      if (now.isBefore(start)) {
        throw new InvalidCredentials(
            "client certificate is not valid before %s (is the clock right?)".formatted(start));
      }
    }

    @Override
    public String toString() {
      return "Mutual[" + chain.getFirst().getSubjectX500Principal() + "]";
    }
  }

  /**
   * No client certificate and no check of the node's name: for a node in maintenance mode.
   *
   * @param fingerprints base64 of SHA-256 of the public keys to accept; empty accepts any
   */
  record Insecure(Set<String> fingerprints) implements Credentials {
    public Insecure {
      fingerprints = Set.copyOf(fingerprints);
    }

    @Override
    public void requireUsable(Instant now) {}
  }
}
