package dev.ijen.client;

import dev.ijen.pki.Certificates;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts servers by public key and not by name or authority. It is the extended kind because JSSE
 * adds a check of the host name to the plain one.
 */
final class PinnedTrust extends X509ExtendedTrustManager {
  private final Set<String> fingerprints;

  /**
   * @param fingerprints as {@link Certificates#fingerprint} prints them; empty trusts any key
   */
  PinnedTrust(Set<String> fingerprints) {
    this.fingerprints = Set.copyOf(fingerprints);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    String shown = Certificates.fingerprint(chain[0]);
    if (!fingerprints.isEmpty() && !fingerprints.contains(shown)) {
      throw new CertificateException("fingerprint " + shown + " is none of the pinned ones");
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("this side is a client");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
