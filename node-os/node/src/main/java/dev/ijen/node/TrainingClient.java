package dev.ijen.node;

import dev.ijen.config.talosconfig.TalosContext;
import dev.ijen.pki.Certificates;
import dev.ijen.pki.KeyPem;
import dev.ijen.pki.Pem;
import dev.ijen.pki.PkiException;
import io.grpc.ManagedChannel;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLException;

/** Connections of the training to its own node, on loopback. */
final class TrainingClient {
  private TrainingClient() {}

  /** As anyone, to a node in maintenance mode; whose certificate proves nothing. */
  static ManagedChannel anonymous(int port) throws SSLException {
    return connect(
        port, SslContextBuilder.forClient().trustManager(InsecureTrustManagerFactory.INSTANCE));
  }

  /** With the client certificate of an administrator. */
  static ManagedChannel mutual(int port, TalosContext context) throws SSLException, PkiException {
    X509Certificate[] chain =
        Certificates.read(Pem.fromBase64(context.crt())).toArray(X509Certificate[]::new);
    X509Certificate[] authorities =
        Certificates.read(Pem.fromBase64(context.ca())).toArray(X509Certificate[]::new);
    return connect(
        port,
        SslContextBuilder.forClient()
            .keyManager(KeyPem.read(Pem.fromBase64(context.key())), chain)
            .trustManager(authorities));
  }

  private static ManagedChannel connect(int port, SslContextBuilder tls) throws SSLException {
    return NettyChannelBuilder.forAddress("127.0.0.1", port)
        .eventLoopGroup(new EpollEventLoopGroup(1))
        .channelType(EpollSocketChannel.class)
        .sslContext(GrpcSslContexts.configure(tls, SslProvider.JDK).build())
        .build();
  }
}
