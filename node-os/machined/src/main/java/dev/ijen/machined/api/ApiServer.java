package dev.ijen.machined.api;

import com.google.common.util.concurrent.MoreExecutors;
import dev.ijen.access.Methods;
import dev.ijen.machined.platform.NodePaths;
import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallExecutorSupplier;
import io.grpc.netty.InternalNettyServerCredentials;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The machine API on two unix sockets: one for local administrators, one in the folder that apid
 * sees.
 */
public final class ApiServer implements AutoCloseable {
  private static final int MAX_MESSAGE_BYTES = 32 << 20;
  private static final int MAX_HEADER_BYTES = 32 << 10;
  private static final long PING_SECONDS = 5;

  /** Methods that only look at memory: served where they arrive. */
  private static final Set<String> QUICK =
      Set.of(
          "machine.MachineService/Version", "cosi.resource.State/Get", "cosi.resource.State/List");

  private static final Duration GRACE = Duration.ofSeconds(1);

  private final Server server;
  private final NodePaths paths;
  private final LocalUsers users;

  /** A server of these services that does not listen yet. */
  public ApiServer(
      NodePaths paths,
      LocalUsers users,
      BooleanSupplier configured,
      EventLoopGroup loops,
      List<BindableService> services) {
    this.paths = paths;
    this.users = users;
    Methods contract = Methods.load();
    var answers = new Answers();
    var credentials = InternalNettyServerCredentials.create(new PeerNegotiator());
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(address(paths.machineSocket()), credentials)
            .addListenAddress(address(paths.apidSocket()))
            .channelType(EpollServerDomainSocketChannel.class)
            .bossEventLoopGroup(loops)
            .workerEventLoopGroup(loops)
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            .maxInboundMetadataSize(MAX_HEADER_BYTES)
            .permitKeepAliveTime(PING_SECONDS, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true)
            .intercept(new AfterAnswer(answers))
            .intercept(new Authorizer(users, contract, configured))
            .fallbackHandlerRegistry(new UnservedMethods(contract))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .callExecutor(new QuickCalls());
    services.forEach(builder::addService);
    builder.addService(new ApidAdapter(answers));
    this.server = builder.build();
  }

  /**
   * Listens on both sockets.
   *
   * @throws IOException when a socket cannot be made
   */
  public void start() throws IOException {
    makeRoom(paths.machineSocket());
    makeRoom(paths.apidSocket());
    server.start();
    restrict(paths.machineSocket(), users.admin());
    restrict(paths.apidSocket(), users.apid());
  }

  /** Waits until the server has ended. */
  public void await() throws InterruptedException {
    server.awaitTermination();
  }

  /**
   * Lets calls in flight have their answers: a reboot that a caller asked for stops this server.
   */
  @Override
  public void close() {
    try {
      server.shutdown().awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    server.shutdownNow();
  }

  private static DomainSocketAddress address(Path socket) {
    return new DomainSocketAddress(socket.toString());
  }

  private static void makeRoom(Path socket) throws IOException {
    Files.createDirectories(socket.getParent());
    Files.deleteIfExists(socket);
  }

  /** Lets one user connect; the kernel asks for write permission. */
  private void restrict(Path socket, int uid) throws IOException {
    Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
    if (users.admin() == 0) {
      Files.setAttribute(socket, "unix:uid", uid);
    }
  }

  /** Chooses the thread of a call. */
  private static final class QuickCalls implements ServerCallExecutorSupplier {
    @Override
    public <Q, R> @Nullable Executor getExecutor(ServerCall<Q, R> call, Metadata headers) {
      return QUICK.contains(call.getMethodDescriptor().getFullMethodName())
          ? MoreExecutors.directExecutor()
          : null;
    }
  }
}
