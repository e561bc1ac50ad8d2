package dev.ijen.machined.service;

import dev.ijen.machined.platform.NodePaths;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** machined's own API, as a service like the others. */
public final class MachinedService implements Service {
  /** Its id. */
  public static final String ID = "machined";

  private final NodePaths paths;
  private final Server server;

  /** An API server that can be started. */
  @FunctionalInterface
  public interface Server {
    /**
     * Serves until interrupted.
     *
     * @param listening is called once the sockets are there
     */
    void serve(Runnable listening) throws IOException, InterruptedException;
  }

  /** A service that runs this server. */
  public MachinedService(NodePaths paths, Server server) {
    this.paths = paths;
    this.server = server;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Runner runner() {
    return started -> server.serve(() -> started.as("Serving the machine API"));
  }

  @Override
  public Optional<HealthCheck> health() {
    return Optional.of(HealthCheck.usual(this::connect));
  }

  private void connect() throws IOException {
    SocketChannel.open(UnixDomainSocketAddress.of(paths.machineSocket())).close();
  }
}
