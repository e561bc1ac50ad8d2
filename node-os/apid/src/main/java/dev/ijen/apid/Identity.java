package dev.ijen.apid;

import dev.ijen.api.resource.secrets.APICertsSpec;
import dev.ijen.apid.Authorizer.Trust;
import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * What the node proves itself with, and whom it believes.
 *
 * @param server the context for connections that come in
 * @param client the context for connections to other nodes; workers have none
 */
record Identity(Trust trust, SslContext server, Optional<SslContext> client) {

  /**
   * Makes an identity from the certificates that machined issued.
   *
   * @throws GeneralSecurityException when a certificate or key cannot be read
   * @throws SSLException when they do not fit together
   */
  static Identity of(APICertsSpec certificates) throws GeneralSecurityException, SSLException {
    Trust trust =
        certificates.getSkipVerifyingClientCert() ? Trust.MAINTENANCE : Trust.CERTIFICATES;
    return new Identity(trust, serverContext(certificates, trust), clientContext(certificates));
  }

  private static SslContext serverContext(APICertsSpec certificates, Trust trust)
      throws GeneralSecurityException, SSLException {
    SslContextBuilder builder =
        SslContextBuilder.forServer(Credentials.keyManager(certificates.getServer()));
    if (trust == Trust.CERTIFICATES) {
      builder
          .clientAuth(ClientAuth.REQUIRE)
          .trustManager(new ClientTrust(Credentials.trust(certificates.getAcceptedCAsList())));
    }
    return configured(builder);
  }

  private static Optional<SslContext> clientContext(APICertsSpec certificates)
      throws GeneralSecurityException, SSLException {
    if (certificates.getClient().getCrt().isEmpty()) {
      return Optional.empty();
    }
    SslContextBuilder builder =
        SslContextBuilder.forClient()
            .keyManager(Credentials.keyManager(certificates.getClient()))
            .trustManager(Credentials.trust(certificates.getAcceptedCAsList()));
    return Optional.of(configured(builder));
  }

  /** JDK TLS: clients of the peer's tool have Ed25519 keys, which BoringSSL does not offer. */
  private static SslContext configured(SslContextBuilder builder) throws SSLException {
    return GrpcSslContexts.configure(builder, SslProvider.JDK)
        .protocols("TLSv1.3", "TLSv1.2")
        .build();
  }
}
