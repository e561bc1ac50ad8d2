package dev.ijen.apid;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts client certificates of the accepted authorities whose only extended key usage is client
 * authentication, so that a server certificate of a node never opens the API of another. Says in
 * the log why a certificate was refused: under TLS 1.3 the client only sees a broken connection.
 */
final class ClientTrust extends X509ExtendedTrustManager {
  private static final Logger log = LoggerFactory.getLogger(ClientTrust.class);
  private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2"; // RFC 5280, 4.2.1.12

  private final X509ExtendedTrustManager path;

  ClientTrust(X509ExtendedTrustManager path) {
    this.path = path;
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(chain, () -> path.checkClientTrusted(chain, authType, engine));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    check(chain, () -> path.checkClientTrusted(chain, authType, socket));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    check(chain, () -> path.checkClientTrusted(chain, authType));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("this trust is for clients alone");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw new CertificateException("this trust is for clients alone");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("this trust is for clients alone");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return path.getAcceptedIssuers();
  }

  private static void check(X509Certificate[] chain, PathCheck path) throws CertificateException {
    try {
      path.run();
      requireClientUsage(chain[0]);
    } catch (CertificateException e) {
      log.atWarn()
          .addKeyValue("subject", chain.length == 0 ? "" : chain[0].getSubjectX500Principal())
          .addKeyValue("notAfter", chain.length == 0 ? "" : chain[0].getNotAfter().toInstant())
          .addKeyValue("reason", e.getMessage())
          .log("refused client certificate");
      throw e;
    }
  }

  private static void requireClientUsage(X509Certificate leaf)
      throws CertificateParsingException, CertificateException {
    List<String> usage = leaf.getExtendedKeyUsage();
    if (usage == null || !usage.equals(List.of(CLIENT_AUTH))) {
      throw new CertificateException("extended key usage is not client authentication alone");
    }
  }

  private interface PathCheck {
    void run() throws CertificateException;
  }
}
