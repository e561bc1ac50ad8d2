package dev.ijen.machined.registry;

import dev.ijen.pki.Certificates;
import dev.ijen.pki.KeyPem;
import dev.ijen.pki.PemKeyPair;
import dev.ijen.pki.PkiException;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** TLS as the machine config wants it for one registry host. */
final class RegistryTls {
  private static final char[] NO_PASSWORD = {};

  private RegistryTls() {}

  /**
   * Makes sockets for a registry with settings of its own.
   *
   * @throws IOException when authority, certificate or key cannot be used
   */
  static SSLSocketFactory sockets(RegistryAccess access) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(access.client()), trust(access), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException | PkiException e) {
      throw new IOException("TLS settings of the registry: " + e.getMessage(), e);
    }
  }

  private static KeyManager @Nullable [] keys(Optional<PemKeyPair> client)
      throws GeneralSecurityException, IOException, PkiException {
    if (client.isEmpty()) {
      return null;
    }
    KeyStore store = emptyStore();
    Certificate[] chain = Certificates.read(client.get().certificate()).toArray(Certificate[]::new);
    store.setKeyEntry("node", KeyPem.read(client.get().key()), NO_PASSWORD, chain);
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static TrustManager @Nullable [] trust(RegistryAccess access)
      throws GeneralSecurityException, IOException, PkiException {
    if (access.anyCertificate()) {
      return new TrustManager[] {new Anyone()};
    }
    if (access.authority().isEmpty()) {
      return null;
    }
    KeyStore store = emptyStore();
    List<X509Certificate> authorities = new ArrayList<>(usualAuthorities());
    authorities.addAll(Certificates.read(access.authority().get()));
    for (int i = 0; i < authorities.size(); i++) {
      store.setCertificateEntry("authority-" + i, authorities.get(i));
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static List<X509Certificate> usualAuthorities() throws GeneralSecurityException {
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init((KeyStore) null);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .flatMap(manager -> Arrays.stream(manager.getAcceptedIssuers()))
        .toList();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  /** Who sets {@code insecureSkipVerify} wants no check, of the name neither. */
  private static final class Anyone extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
