package dev.ijen.client;

import io.grpc.ManagedChannel;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.security.cert.X509Certificate;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/**
 * One gRPC channel over JDK TLS and the event loop that serves it. JDK TLS because client keys of
 * this family are Ed25519, which BoringSSL refuses.
 */
final class Transport implements AutoCloseable {
  /** The limit of apid in both directions. */
  static final int MAX_MESSAGE_BYTES = 32 << 20;

  private static final long KEEPALIVE_SECONDS = 20; // apid permits a ping each 10 s
  private static final long KEEPALIVE_TIMEOUT_SECONDS = 10;
  private static final long CLOSE_MILLIS = 500;

  private final ManagedChannel channel;
  private final EventLoopGroup loop;

  private Transport(ManagedChannel channel, EventLoopGroup loop) {
    this.channel = channel;
    this.loop = loop;
  }

  /** Prepares a channel; the network is first used by the first call. */
  static Transport open(Connection connection) throws InvalidCredentials {
    SslContext tls = tls(connection.credentials());
    var loop = new NioEventLoopGroup(1, new DefaultThreadFactory("node-client", true));
    ManagedChannel channel =
        NettyChannelBuilder.forTarget(EndpointResolverProvider.target(connection.endpoints()))
            .defaultLoadBalancingPolicy("round_robin")
            .sslContext(tls)
            .eventLoopGroup(loop)
            .channelType(NioSocketChannel.class)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            .keepAliveTime(KEEPALIVE_SECONDS, TimeUnit.SECONDS)
            .keepAliveTimeout(KEEPALIVE_TIMEOUT_SECONDS, TimeUnit.SECONDS)
            .build();
    return new Transport(channel, loop);
  }

  ManagedChannel channel() {
    return channel;
  }

  /** The channel ends first: what it still has to do, it does on the loop. */
  @Override
  public void close() {
    try {
      channel.shutdownNow().awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    var _ = loop.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static SslContext tls(Credentials credentials) throws InvalidCredentials {
    SslContextBuilder builder =
        GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
            .protocols("TLSv1.3", "TLSv1.2");
    try {
      return switch (credentials) {
        case Credentials.Mutual mutual ->
            builder
                .trustManager(mutual.authorities())
                .keyManager(mutual.key(), mutual.chain().toArray(X509Certificate[]::new))
                .build();
        case Credentials.Insecure insecure ->
            builder.trustManager(new PinnedTrust(insecure.fingerprints())).build();
      };
    } catch (SSLException | IllegalArgumentException e) {
      throw new InvalidCredentials("set up TLS: " + e.getMessage(), e);
    }
  }
}
