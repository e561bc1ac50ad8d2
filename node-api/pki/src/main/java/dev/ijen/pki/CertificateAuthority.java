package dev.ijen.pki;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/**
 * Signs certificates. The only way of this module to Bouncy Castle.
 *
 * @param certificate the authority's own, self-signed
 * @param key its private key
 */
public record CertificateAuthority(X509Certificate certificate, PrivateKey key) {
  /** How long an authority lives, as with the peer: ten years. */
  public static final Duration LIFETIME = Duration.ofDays(3650);

  /** Makes a new authority. */
  public static CertificateAuthority create(
      Subject subject, KeyAlgorithm algorithm, Clock clock, SecureRandom random) {
    KeyPair pair = algorithm.generate(random);
    X509Certificate certificate =
        X509Issuer.selfSigned(pair, X509Issuer.Profile.authority(subject), clock, LIFETIME, random);
    return new CertificateAuthority(certificate, pair.getPrivate());
  }

  /**
   * Loads an authority.
   *
   * @throws PkiException when certificate or key do not parse, or the key is missing
   */
  public static CertificateAuthority load(PemKeyPair pair) throws PkiException {
    if (!pair.hasKey()) {
      throw new PkiException("load certificate authority: the private key is missing");
    }
    return new CertificateAuthority(
        Certificates.readFirst(pair.certificate()), KeyPem.read(pair.key()));
  }

  /**
   * Issues a server certificate for a new key of the authority's kind: extended key usage
   * serverAuth alone.
   *
   * @throws PkiException when the authority's key cannot sign
   */
  public PemKeyPair issueServer(
      Subject subject, AlternativeNames names, Clock clock, Duration lifetime, SecureRandom random)
      throws PkiException {
    var profile = X509Issuer.Profile.leaf(subject, names, KeyPurposeId.id_kp_serverAuth);
    return issue(profile, clock, lifetime, random);
  }

  /**
   * Issues a client certificate for a new key of the authority's kind: roles as organizations,
   * extended key usage clientAuth alone.
   *
   * @throws PkiException when the authority's key cannot sign
   */
  public PemKeyPair issueClient(
      List<String> roles, Clock clock, Duration lifetime, SecureRandom random) throws PkiException {
    return issueClient(Subject.roles(roles), clock, lifetime, random);
  }

  /** As the other, with a common name too: Kubernetes clients have one. */
  public PemKeyPair issueClient(
      Subject subject, Clock clock, Duration lifetime, SecureRandom random) throws PkiException {
    var none = new AlternativeNames(List.of(), List.of());
    var profile = X509Issuer.Profile.leaf(subject, none, KeyPurposeId.id_kp_clientAuth);
    return issue(profile, clock, lifetime, random);
  }

  /**
   * Issues a certificate for both sides of a connection, as members of etcd show it to each other:
   * extended key usages serverAuth and clientAuth.
   *
   * @throws PkiException when the authority's key cannot sign
   */
  public PemKeyPair issuePeer(
      Subject subject, AlternativeNames names, Clock clock, Duration lifetime, SecureRandom random)
      throws PkiException {
    var profile =
        X509Issuer.Profile.leaf(
            subject, names, KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth);
    return issue(profile, clock, lifetime, random);
  }

  /** A certificate that signs itself: what a node shows in maintenance mode. */
  public static PemKeyPair selfSignedServer(
      Subject subject,
      AlternativeNames names,
      Clock clock,
      Duration lifetime,
      SecureRandom random) {
    KeyPair pair = KeyAlgorithm.ED25519.generate(random);
    var profile = X509Issuer.Profile.leaf(subject, names, KeyPurposeId.id_kp_serverAuth);
    return pem(X509Issuer.selfSigned(pair, profile, clock, lifetime, random), pair.getPrivate());
  }

  /** Certificate and key as PEM texts. */
  public PemKeyPair toPem() {
    return pem(certificate, key);
  }

  @Override
  public String toString() {
    return "CertificateAuthority[" + certificate.getSubjectX500Principal() + "]";
  }

  private PemKeyPair issue(
      X509Issuer.Profile profile, Clock clock, Duration lifetime, SecureRandom random)
      throws PkiException {
    KeyAlgorithm kind = KeyAlgorithm.of(key);
    KeyPair pair = leafAlgorithm(kind).generate(random);
    PublicKey holder = pair.getPublic();
    var issued = X509Issuer.issue(this, holder, profile, clock, lifetime, random);
    return pem(issued, pair.getPrivate());
  }

  /** RSA authorities of users get fast keys below them. */
  private static KeyAlgorithm leafAlgorithm(KeyAlgorithm authority) {
    return authority == KeyAlgorithm.ED25519 ? KeyAlgorithm.ED25519 : KeyAlgorithm.ECDSA_P256;
  }

  private static PemKeyPair pem(X509Certificate certificate, PrivateKey key) {
    return new PemKeyPair(Certificates.write(certificate), KeyPem.write(key));
  }
}
