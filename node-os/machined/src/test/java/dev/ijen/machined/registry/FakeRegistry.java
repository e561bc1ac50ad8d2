package dev.ijen.machined.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ijen.release.Digest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A registry over HTTP that can be made to misbehave. */
public final class FakeRegistry implements AutoCloseable {
  static final String TOKEN = "a-token";

  private final HttpServer server;
  private final Map<String, byte[]> contents = new HashMap<>();
  final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  volatile boolean wantsToken;
  volatile boolean knowsRanges = true;
  volatile boolean redirectsBlobs;
  volatile int breaksAfter = Integer.MAX_VALUE;
  final AtomicInteger unavailable = new AtomicInteger();

  /** A registry on a loopback port. */
  public FakeRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::serve);
    server.start();
  }

  /** Address and port. */
  public String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Keeps a blob of repository {@code r}. */
  public Digest put(byte[] content) {
    Digest digest = Digest.of(content);
    contents.put("/v2/r/blobs/" + digest, content);
    return digest;
  }

  /** Gives a manifest of repository {@code r} a tag. */
  public void tag(String tag, byte[] manifest) {
    contents.put("/v2/r/manifests/" + tag, manifest);
  }

  /** Method, path and credentials of all requests so far. */
  public List<String> asked() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      requests.add(exchange.getRequestMethod() + " " + path + " " + authorization);
      if (unavailable.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        exchange.sendResponseHeaders(503, -1);
      } else if (path.equals("/token")) {
        byte[] json = ("{\"token\":\"" + TOKEN + "\"}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, json.length);
        exchange.getResponseBody().write(json);
      } else if (wantsToken && !("Bearer " + TOKEN).equals(authorization)) {
        String realm = "Bearer realm=\"http://%s/token\",service=\"s\"".formatted(host());
        exchange.getResponseHeaders().add("WWW-Authenticate", realm);
        exchange.sendResponseHeaders(401, -1);
      } else if (redirectsBlobs && !path.endsWith("/far")) {
        exchange.getResponseHeaders().add("Location", "http://localhost:" + port() + path + "/far");
        exchange.sendResponseHeaders(307, -1);
      } else {
        content(exchange, path.replaceFirst("/far$", ""));
      }
    }
  }

  private int port() {
    return server.getAddress().getPort();
  }

  private void content(HttpExchange exchange, String path) throws IOException {
    byte[] content = contents.get(path);
    if (content == null) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().add("Content-Length", Integer.toString(content.length));
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    String range = exchange.getRequestHeaders().getFirst("Range");
    boolean part = range != null && knowsRanges;
    int start = part ? Integer.parseInt(range.substring("bytes=".length(), range.length() - 1)) : 0;
    byte[] rest = Arrays.copyOfRange(content, start, content.length);
    exchange.sendResponseHeaders(part ? 206 : 200, rest.length);
    int sent = Math.min(rest.length, breaksAfter);
    exchange.getResponseBody().write(rest, 0, sent);
    if (sent < rest.length) {
      breaksAfter = Integer.MAX_VALUE; // once
      throw new IOException("broken on purpose");
    }
  }
}
