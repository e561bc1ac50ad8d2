package dev.ijen.client;

import dev.ijen.pki.Certificates;
import dev.ijen.pki.KeyPem;
import dev.ijen.pki.PemKeyPair;
import dev.ijen.pki.PkiException;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * A node that serves the real contract over real TLS on a loopback port, from memory. It knows
 * itself by any name but those of {@link #DOWN}.
 */
public final class FakeNode implements AutoCloseable {
  /** A node to which this one cannot forward. */
  public static final String DOWN = "10.9.9.9";

  private static final Metadata.Key<String> NODE =
      Metadata.Key.of("node", Metadata.ASCII_STRING_MARSHALLER);

  private final Queue<String> targets = new ConcurrentLinkedQueue<>();
  private final FakeState state = new FakeState();
  private final FakeMachine machine = new FakeMachine(state::restart);
  private final Server server;

  private FakeNode(SslContext tls) throws IOException {
    state.restart();
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .sslContext(tls)
            .permitKeepAliveTime(10, TimeUnit.SECONDS)
            .maxInboundMessageSize(Transport.MAX_MESSAGE_BYTES)
            .addService(machine)
            .addService(new FakeLifecycle())
            .addService(new FakeStorage())
            .addService(new FakeFleet())
            .addService(state)
            .intercept(new Routing())
            .build()
            .start();
  }

  /** A configured node: clients need a certificate of the authority. */
  public static FakeNode configured(TestPki pki) throws IOException, PkiException {
    return new FakeNode(
        tls(pki.server(), Optional.of(Certificates.readFirst(pki.authority())), List.of()));
  }

  /** A configured node that speaks one version of TLS alone. */
  static FakeNode speaking(TestPki pki, String protocol) throws IOException, PkiException {
    return new FakeNode(
        tls(pki.server(), Optional.of(Certificates.readFirst(pki.authority())), List.of(protocol)));
  }

  /** A node in maintenance mode: anyone may come. */
  public static FakeNode maintenance(PemKeyPair certificate) throws IOException, PkiException {
    return new FakeNode(tls(certificate, Optional.empty(), List.of()));
  }

  /** Where the node listens. */
  public Endpoint endpoint() {
    return new Endpoint("127.0.0.1", server.getPort());
  }

  /**
   * The values of the metadata {@code node} of all calls so far; empty text where there is none.
   */
  public List<String> targets() {
    return List.copyOf(targets);
  }

  /** What the machine service does and saw. */
  public FakeMachine machine() {
    return machine;
  }

  /** The resources that the node has. */
  public FakeState state() {
    return state;
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private static SslContext tls(
      PemKeyPair pair, Optional<X509Certificate> clients, List<String> protocols)
      throws IOException, PkiException {
    var builder =
        GrpcSslContexts.configure(
            SslContextBuilder.forServer(
                KeyPem.read(pair.key()), Certificates.readFirst(pair.certificate())),
            SslProvider.JDK);
    clients.ifPresent(authority -> builder.trustManager(authority).clientAuth(ClientAuth.REQUIRE));
    if (!protocols.isEmpty()) {
      builder.protocols(protocols);
    }
    return builder.build();
  }

  /** Notes where calls should go, and fails those to the node that is down. */
  private final class Routing implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      String node = headers.get(NODE);
      targets.add(node == null ? "" : node);
      if (DOWN.equals(node)) {
        call.close(Status.UNAVAILABLE.withDescription("no route to host"), new Metadata());
        return new ServerCall.Listener<>() {};
      }
      return next.startCall(call, headers);
    }
  }
}
