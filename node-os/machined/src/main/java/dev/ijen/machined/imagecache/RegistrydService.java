package dev.ijen.machined.imagecache;

import dev.ijen.machined.service.HealthCheck;
import dev.ijen.machined.service.Runner;
import dev.ijen.machined.service.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Serves the image cache to the node's containerd, as a thread of machined. */
public final class RegistrydService implements Service {
  /** Its id. */
  public static final String ID = "registryd";

  /** Where containerd asks for images before it asks anybody else. */
  public static final InetSocketAddress ADDRESS =
      new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 3172);

  private final ImageCache cache;
  private final InetSocketAddress address;
  private volatile InetSocketAddress bound;

  /**
   * A service that serves this cache.
   *
   * @param address where it listens
   */
  public RegistrydService(ImageCache cache, InetSocketAddress address) {
    this.cache = cache;
    this.address = address;
    this.bound = address;
  }

  /** {@link #ADDRESS} as containerd is told it. */
  public static String url() {
    return "http://" + ADDRESS.getHostString() + ":" + ADDRESS.getPort();
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Runner runner() {
    return started -> {
      try (var registry = CacheRegistry.start(cache, address)) {
        bound = registry.address();
        started.as("Serving image cache " + cache.folder() + " on " + bound);
        new CountDownLatch(1).await(); // until interrupted
      }
    };
  }

  @Override
  public Optional<HealthCheck> health() {
    return Optional.of(HealthCheck.usual(this::connect));
  }

  private void connect() throws IOException {
    try (var socket = new Socket()) {
      socket.connect(bound);
    }
  }
}
