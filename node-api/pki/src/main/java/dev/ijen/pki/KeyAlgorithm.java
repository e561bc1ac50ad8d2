package dev.ijen.pki;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/** Kinds of keys that Ijen makes. */
public enum KeyAlgorithm {
  /** The OS authority and everything it signs, as the peer does it (RFC 8032). */
  ED25519("Ed25519", "Ed25519"),
  /** Kubernetes, etcd and aggregator authorities: NIST P-256. */
  ECDSA_P256("EC", "SHA256withECDSA"),
  /**
   * Service account signing, which OIDC verifiers often accept as RSA alone. 2048 bits: made ten
   * times faster than the peer's 4096, and tokens stay short.
   */
  RSA_2048("RSA", "SHA256withRSA");

  private final String generator;
  private final String signature;

  KeyAlgorithm(String generator, String signature) {
    this.generator = generator;
    this.signature = signature;
  }

  /** Makes a key pair. */
  public KeyPair generate(SecureRandom random) {
    try {
      var pairs = KeyPairGenerator.getInstance(generator);
      pairs.initialize(parameters(), random);
      return pairs.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError("the JDK has " + generator, e);
    }
  }

  /** The JCA name of the signature made with such a key. */
  String signature() {
    return signature;
  }

  /** The kind of a key that was read. */
  static KeyAlgorithm of(Key key) throws PkiException {
    return switch (key.getAlgorithm()) {
      case "EdDSA", "Ed25519" -> ED25519;
      case "EC" -> ECDSA_P256;
      case "RSA" -> RSA_2048;
      default -> throw new PkiException("sign with a key of algorithm " + key.getAlgorithm());
    };
  }

  private AlgorithmParameterSpec parameters() {
    return switch (this) {
      case ED25519 -> NamedParameterSpec.ED25519;
      case ECDSA_P256 -> new ECGenParameterSpec("secp256r1");
      case RSA_2048 -> new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4);
    };
  }
}
