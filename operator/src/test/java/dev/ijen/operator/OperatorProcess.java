package dev.ijen.operator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The packaged operator as the process that users run. */
final class OperatorProcess implements AutoCloseable {
  private static final Path JAR = Path.of("target/ijen-operator-runner.jar");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Process process;
  private final Path log;
  private final int port;

  private OperatorProcess(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /**
   * Starts it for one namespace, with quick polls, and appends its output to a log in the folder.
   */
  static OperatorProcess start(Path kubeconfig, String namespace, Path dir) throws IOException {
    return start(kubeconfig, namespace, dir, "128m", Map.of());
  }

  /** The same with another size of heap and other variables. */
  static OperatorProcess start(
      Path kubeconfig, String namespace, Path dir, String heap, Map<String, String> variables)
      throws IOException {
    int port = freePort();
    Path log = dir.resolve("operator.log");
    var command =
        List.of(
            ProcessHandle.current().info().command().orElse("java"),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx" + heap,
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-jar",
            JAR.toString());
    var builder = new ProcessBuilder(command);
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    builder.environment().put("IJEN_NAMESPACE", namespace);
    builder.environment().put("IJEN_LEASE_NAMESPACE", namespace);
    builder.environment().put("IJEN_HTTP_HOST", "127.0.0.1");
    builder.environment().put("IJEN_HTTP_PORT", Integer.toString(port));
    builder.environment().put("IJEN_POLL", "PT1S");
    builder.environment().put("IJEN_RETRY", "PT1S");
    builder.environment().put("IJEN_WATCHED_POLL", "PT1S");
    builder.environment().putAll(variables);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return new OperatorProcess(builder.start(), log, port);
  }

  /** The status code of a probe, {@code live} or {@code ready}; 0 while nothing answers. */
  int probe(String name) throws InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + "/q/health/" + name);
    try {
      return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException _) {
      return 0;
    }
  }

  /** What Prometheus would read. */
  String metrics() throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + "/q/metrics");
    return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  long pid() {
    return process.pid();
  }

  /** Processor time so far. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /** Collects garbage, so that what is in use can be told from what is not. */
  void collectGarbage() throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    new ProcessBuilder(jcmd, Long.toString(pid()), "GC.run")
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectErrorStream(true)
        .start()
        .waitFor();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  /** SIGKILL. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
