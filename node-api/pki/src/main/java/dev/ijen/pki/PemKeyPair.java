package dev.ijen.pki;

/**
 * A certificate and its private key as PEM texts.
 *
 * @param certificate one or more {@code CERTIFICATE} blocks; the first is the holder's
 * @param key the private key, empty where only the certificate is known (workers); never printed
 */
public record PemKeyPair(String certificate, String key) {

  /**
   * Reads the form of the machine config: base64 around PEM.
   *
   * @throws PkiException when one of the two is not base64
   */
  public static PemKeyPair fromBase64(String certificate, String key) throws PkiException {
    return new PemKeyPair(Pem.fromBase64(certificate), Pem.fromBase64(key));
  }

  /** The certificate as base64 around PEM. */
  public String certificateBase64() {
    return Pem.toBase64(certificate);
  }

  /** The key as base64 around PEM: a secret. */
  public String keyBase64() {
    return Pem.toBase64(key);
  }

  /** Whether the private key is present. */
  public boolean hasKey() {
    return !key.isBlank();
  }

  @Override
  public String toString() {
    return "PemKeyPair[certificate=" + certificate + ", key=[redacted]]";
  }
}
