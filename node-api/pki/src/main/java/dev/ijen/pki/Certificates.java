package dev.ijen.pki;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Certificates as PEM, read by the JDK. */
public final class Certificates {
  private static final String LABEL = "CERTIFICATE";

  private Certificates() {}

  /**
   * Reads all certificates of a PEM text, in order.
   *
   * @throws PkiException when there is none or one does not parse
   */
  public static List<X509Certificate> read(String pem) throws PkiException {
    var certificates = new ArrayList<X509Certificate>();
    for (Pem.Block block : Pem.parse(pem)) {
      if (block.label().equals(LABEL)) {
        certificates.add(parse(block.der()));
      }
    }
    if (certificates.isEmpty()) {
      throw new PkiException("read certificate: the PEM text holds no CERTIFICATE block");
    }
    return List.copyOf(certificates);
  }

  /** Reads the first certificate of a PEM text. */
  public static X509Certificate readFirst(String pem) throws PkiException {
    return read(pem).getFirst();
  }

  /** Writes one certificate as PEM. */
  public static String write(X509Certificate certificate) {
    try {
      return Pem.encode(LABEL, certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("encode certificate", e);
    }
  }

  /**
   * Fingerprint of the public key: base64 of the SHA-256 of the SubjectPublicKeyInfo (RFC 7469
   * §2.4), what {@code --cert-fingerprint} takes.
   */
  public static String fingerprint(X509Certificate certificate) {
    byte[] spki = certificate.getPublicKey().getEncoded();
    return Base64.getEncoder().encodeToString(sha256().digest(spki));
  }

  private static X509Certificate parse(byte[] der) throws PkiException {
    try {
      var factory = CertificateFactory.getInstance("X.509");
      return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException e) {
      throw new PkiException("read certificate: not an X.509 certificate", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
