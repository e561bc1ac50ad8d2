package dev.ijen.apid;

import dev.ijen.api.common.PEMEncodedCertificate;
import dev.ijen.api.common.PEMEncodedCertificateAndKey;
import dev.ijen.pki.Certificates;
import dev.ijen.pki.KeyPem;
import dev.ijen.pki.PkiException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Certificates and keys of the wire as what TLS takes. Keys are of any type that the JDK reads,
 * Ed25519 included.
 */
final class Credentials {
  private static final char[] NO_PASSWORD = {};

  private Credentials() {}

  /** A key manager of one chain and its key. */
  static KeyManagerFactory keyManager(PEMEncodedCertificateAndKey pair)
      throws GeneralSecurityException {
    try {
      KeyStore store = emptyStore();
      List<X509Certificate> chain = Certificates.read(pair.getCrt().toStringUtf8());
      store.setKeyEntry(
          "api",
          KeyPem.read(pair.getKey().toStringUtf8()),
          NO_PASSWORD,
          chain.toArray(X509Certificate[]::new));
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, NO_PASSWORD);
      return factory;
    } catch (PkiException e) {
      throw new GeneralSecurityException("certificate of the API: " + e.getMessage(), e);
    }
  }

  /** Path validation (RFC 5280) up to one of these authorities. */
  static X509ExtendedTrustManager trust(List<PEMEncodedCertificate> authorities)
      throws GeneralSecurityException {
    try {
      KeyStore store = emptyStore();
      for (PEMEncodedCertificate authority : authorities) {
        for (X509Certificate certificate : Certificates.read(authority.getCrt().toStringUtf8())) {
          store.setCertificateEntry("ca-" + store.size(), certificate);
        }
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509ExtendedTrustManager x509) {
          return x509;
        }
      }
      throw new GeneralSecurityException("the JDK has no X.509 trust manager");
    } catch (PkiException e) {
      throw new GeneralSecurityException("accepted authority: " + e.getMessage(), e);
    }
  }

  private static KeyStore emptyStore() throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try {
      store.load(null, NO_PASSWORD);
    } catch (IOException e) {
      throw new GeneralSecurityException("empty key store", e);
    }
    return store;
  }
}
