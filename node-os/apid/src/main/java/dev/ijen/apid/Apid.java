package dev.ijen.apid;

import dev.ijen.access.Methods;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the API front. Knows nothing of the node but machined's socket. */
public final class Apid implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Apid.class);
  private static final Path SOCKET = Path.of("/system/run/apid/machine.sock");
  private static final Duration CERTIFICATES_WITHIN = Duration.ofMinutes(10);
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final int MAX_METADATA_BYTES = 64 << 10;
  private static final int MAX_RESETS_PER_SECOND = 200;

  private final EventLoopGroup loop;
  private final ManagedChannel watchChannel;
  private final Thread watcher;
  private final Backends backends;
  private final Server server;

  private Apid(
      EventLoopGroup loop,
      ManagedChannel watchChannel,
      Thread watcher,
      Backends backends,
      Server server) {
    this.loop = loop;
    this.watchChannel = watchChannel;
    this.watcher = watcher;
    this.backends = backends;
    this.server = server;
  }

  /**
   * Serves until the process is told to end. Arguments: none, or {@code --socket PATH --port
   * NUMBER}.
   */
  public static void main(String... args) throws Exception {
    Path socket = SOCKET;
    int port = Backends.PORT;
    for (int i = 0; i + 1 < args.length; i += 2) {
      switch (args[i]) {
        case "--socket" -> socket = Path.of(args[i + 1]);
        case "--port" -> port = Integer.parseInt(args[i + 1]);
        default -> throw new IllegalArgumentException("unknown argument " + args[i]);
      }
    }
    Apid apid = start(socket, new InetSocketAddress(port));
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(apid::close));
    apid.server.awaitTermination();
  }

  /**
   * Waits for certificates, then opens the port.
   *
   * @param socket machined's socket
   * @param listen address and port; port 0 takes a free one
   * @throws IOException when the port cannot be opened, or no certificates came in time
   * @throws InterruptedException when told to stop while waiting
   */
  public static Apid start(Path socket, InetSocketAddress listen)
      throws IOException, InterruptedException {
    EventLoopGroup loop = new EpollEventLoopGroup(1);
    ManagedChannel watchChannel = Backends.machined(loop, socket);
    var identity = new IdentityWatch(watchChannel);
    Thread watcher = Thread.ofVirtual().name("identity").start(() -> follow(identity));
    if (!identity.await(CERTIFICATES_WITHIN)) {
      throw new IOException("machined gave no certificates within " + CERTIFICATES_WITHIN);
    }
    var backends = new Backends(loop, socket, identity);
    var proxy = new Proxy(Methods.load(), identity, backends, new Self());
    Server server = server(loop, listen, identity, proxy).build().start();
    log.atInfo().addKeyValue("port", server.getPort()).log("api is open");
    return new Apid(loop, watchChannel, watcher, backends, server);
  }

  /** The port that is open. */
  public int port() {
    return server.getPort();
  }

  private static NettyServerBuilder server(
      EventLoopGroup loop, InetSocketAddress listen, IdentityWatch identity, Proxy proxy) {
    return NettyServerBuilder.forAddress(listen)
        .bossEventLoopGroup(loop)
        .workerEventLoopGroup(loop)
        .channelType(EpollServerSocketChannel.class)
        .sslContext(new SwitchingSslContext(() -> identity.get().server()))
        .addTransportFilter(new CallerFilter())
        .fallbackHandlerRegistry(proxy)
        .maxInboundMessageSize(Backends.MAX_MESSAGE_BYTES)
        .maxInboundMetadataSize(MAX_METADATA_BYTES)
        .maxRstFramesPerWindow(MAX_RESETS_PER_SECOND, 1)
        .permitKeepAliveTime(5, TimeUnit.SECONDS) // clients that follow a stream ping every 10 s
        .permitKeepAliveWithoutCalls(true)
        .directExecutor(); // nothing here blocks
  }

  private static void follow(IdentityWatch identity) {
    try {
      identity.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the end of this thread
    }
  }

  /** Lets calls in flight end, then closes everything. */
  @Override
  public void close() {
    try {
      if (!server.shutdown().awaitTermination(GRACE.toSeconds(), TimeUnit.SECONDS)) {
        server.shutdownNow();
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
    watcher.interrupt();
    backends.close();
    watchChannel.shutdownNow();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(GRACE.toMillis());
  }
}
