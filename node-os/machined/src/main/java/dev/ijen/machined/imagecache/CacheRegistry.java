package dev.ijen.machined.imagecache;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ijen.machined.imagecache.ImageCache.Content;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A read-only registry of the images in the cache, one virtual thread for each request. */
final class CacheRegistry implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CacheRegistry.class);
  private static final int NO_BODY = -1;

  private final ImageCache cache;
  private final HttpServer server;

  private CacheRegistry(ImageCache cache, HttpServer server) {
    this.cache = cache;
    this.server = server;
  }

  /**
   * Listens and serves until it is closed.
   *
   * @throws IOException when the address is taken
   */
  static CacheRegistry start(ImageCache cache, InetSocketAddress address) throws IOException {
    var registry = new CacheRegistry(cache, HttpServer.create(address, 0));
    registry.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    registry.server.createContext("/", registry::answer);
    registry.server.start();
    return registry;
  }

  /** Where it really listens. */
  InetSocketAddress address() {
    return server.getAddress();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      if (!method.equals("GET") && !method.equals("HEAD")) {
        exchange.sendResponseHeaders(HttpURLConnection.HTTP_BAD_METHOD, NO_BODY);
        return;
      }
      CacheRequest request = CacheRequest.of(exchange.getRequestURI());
      if (request instanceof CacheRequest.Ping) {
        exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, NO_BODY);
        return;
      }
      Optional<Content> content = find(request);
      log.atDebug()
          .addKeyValue("request", exchange.getRequestURI())
          .addKeyValue("found", content.isPresent())
          .log("image cache asked");
      if (content.isEmpty()) {
        exchange.sendResponseHeaders(HttpURLConnection.HTTP_NOT_FOUND, NO_BODY);
      } else {
        send(exchange, content.get(), method.equals("GET"));
      }
    }
  }

  private Optional<Content> find(CacheRequest request) throws IOException {
    return switch (request) {
      case CacheRequest.Manifest(String repository, String reference) ->
          cache.manifest(repository, reference);
      case CacheRequest.Blob(String digest) -> cache.blob(digest);
      case CacheRequest.Ping(), CacheRequest.Unknown() -> Optional.empty();
    };
  }

  private static void send(HttpExchange exchange, Content content, boolean body)
      throws IOException {
    long bytes = Files.size(content.file());
    exchange.getResponseHeaders().set("Content-Type", content.type());
    exchange.getResponseHeaders().set("Docker-Content-Digest", content.digest().toString());
    if (!body) {
      exchange.getResponseHeaders().set("Content-Length", Long.toString(bytes));
      exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, NO_BODY);
      return;
    }
    exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, bytes);
    try (OutputStream out = exchange.getResponseBody()) {
      Files.copy(content.file(), out);
    }
  }
}
