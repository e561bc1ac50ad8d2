package dev.ijen.apid;

import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.handler.ssl.SslContext;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Connections to machined on this node and to the apids of other nodes. */
final class Backends implements AutoCloseable {
  /** The port of the node API. */
  static final int PORT = 50000;

  /** The largest message of the contract. */
  static final int MAX_MESSAGE_BYTES = 32 << 20;

  private static final long REMOTE_IDLE_SECONDS = 900;

  private final EventLoopGroup loop;
  private final Supplier<Identity> identity;
  private final ManagedChannel machined;
  private final Map<String, Remote> remotes = new ConcurrentHashMap<>();

  Backends(EventLoopGroup loop, Path socket, Supplier<Identity> identity) {
    this.loop = loop;
    this.identity = identity;
    this.machined = machined(loop, socket);
  }

  /** A connection to machined on its socket; plain, since the kernel tells machined who calls. */
  static ManagedChannel machined(EventLoopGroup loop, Path socket) {
    return NettyChannelBuilder.forAddress(new DomainSocketAddress(socket.toString()))
        .eventLoopGroup(loop)
        .channelType(EpollDomainSocketChannel.class, DomainSocketAddress.class)
        .usePlaintext()
        .overrideAuthority("machined")
        .maxInboundMessageSize(MAX_MESSAGE_BYTES)
        .directExecutor()
        .build();
  }

  /** machined on this node. */
  Channel local() {
    return machined;
  }

  /** The apid of another node; empty on a worker, which has no certificate to show there. */
  Optional<Channel> remote(String target) {
    return identity.get().client().map(context -> remote(target, context));
  }

  private Channel remote(String target, SslContext context) {
    Remote present =
        remotes.compute(
            target,
            (name, known) -> {
              if (known != null && known.context().equals(context)) {
                return known;
              }
              if (known != null) {
                known.channel().shutdown(); // calls on it end by themselves
              }
              return new Remote(context, connect(name, context));
            });
    return present.channel();
  }

  private ManagedChannel connect(String target, SslContext context) {
    return NettyChannelBuilder.forAddress(target, PORT)
        .eventLoopGroup(loop)
        .channelType(EpollSocketChannel.class)
        .sslContext(context)
        .maxInboundMessageSize(MAX_MESSAGE_BYTES)
        .idleTimeout(REMOTE_IDLE_SECONDS, TimeUnit.SECONDS)
        .directExecutor()
        .build();
  }

  @Override
  public void close() {
    machined.shutdownNow();
    remotes.values().forEach(remote -> remote.channel().shutdownNow());
  }

  private record Remote(SslContext context, ManagedChannel channel) {}
}
