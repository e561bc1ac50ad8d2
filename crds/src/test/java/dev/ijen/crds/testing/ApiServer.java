package dev.ijen.crds.testing;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A real etcd and kube-apiserver on loopback ports of their own, made from the binaries in {@code
 * -Dijen.parts=<dir>}. The API server can be killed and started again to show tests an outage. Not
 * safe for use by several threads.
 */
public final class ApiServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Path dir;
  private final Path parts;
  private final String token = UUID.randomUUID().toString();
  private final int etcdPort;
  private final int peerPort;
  private final int apiPort;
  private final Process etcd;
  private final KubernetesClient client;
  private Process api;

  private ApiServer(Path dir, Path parts, int[] ports)
      throws IOException, GeneralSecurityException {
    this.dir = dir;
    this.parts = parts;
    this.etcdPort = ports[0];
    this.peerPort = ports[1];
    this.apiPort = ports[2];
    writeServiceAccountKey();
    Files.writeString(dir.resolve("tokens"), token + ",admin,admin,system:masters\n");
    this.client = new KubernetesClientBuilder().withConfig(config()).build();
    this.etcd = startEtcd();
    this.api = startApi();
  }

  /** Starts both programs and waits until the API server is ready, at most 90 s. */
  public static ApiServer start() {
    String parts = System.getProperty("ijen.parts", "");
    if (parts.isEmpty()) {
      throw new IllegalStateException(
          "tests tagged \"real\" need -Dijen.parts=<folder with etcd and kube-apiserver>");
    }
    try {
      var server =
          new ApiServer(Files.createTempDirectory("apiserver"), Path.of(parts), freePorts(3));
      server.awaitReady();
      return server;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("start etcd and kube-apiserver from " + parts, e);
    }
  }

  /** A client with all rights. */
  public KubernetesClient client() {
    return client;
  }

  /** Writes a kubeconfig with all rights and returns its path. */
  public Path kubeconfig() throws IOException {
    return Files.writeString(
        dir.resolve("kubeconfig"),
        """
        apiVersion: v1
        kind: Config
        current-context: test
        clusters: [{name: test, cluster: {server: "%s", insecure-skip-tls-verify: true}}]
        users: [{name: test, user: {token: "%s"}}]
        contexts: [{name: test, context: {cluster: test, user: test, namespace: default}}]
        """
            .formatted(url(), token));
  }

  /**
   * Folder for the files of a test, deleted by nobody but the system's temp cleaner, for the logs
   * in it. The data of etcd, 64 MB and more, go when the server is closed.
   */
  public Path dir() {
    return dir;
  }

  /** Kills the API server with SIGKILL; etcd keeps the data. */
  public void kill() {
    api.destroyForcibly().onExit().join();
  }

  /** Starts the API server after {@link #kill()} and waits until it is ready. */
  public void restart() throws IOException {
    api = startApi();
    awaitReady();
  }

  @Override
  public void close() {
    client.close();
    api.destroyForcibly().onExit().join();
    etcd.destroyForcibly().onExit().join();
    try (Stream<Path> data = Files.walk(dir.resolve("etcd"))) {
      for (Path path : data.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("delete the data of etcd below " + dir, e);
    }
  }

  private String url() {
    return "https://127.0.0.1:" + apiPort;
  }

  private Config config() {
    return new ConfigBuilder(Config.empty())
        .withMasterUrl(url())
        .withOauthToken(token)
        .withTrustCerts(true)
        .withRequestRetryBackoffLimit(0)
        .build();
  }

  private Process startEtcd() throws IOException {
    String peer = "http://127.0.0.1:" + peerPort;
    return start(
        "etcd",
        "--data-dir=" + dir.resolve("etcd"),
        "--unsafe-no-fsync",
        "--log-level=warn",
        "--listen-client-urls=http://127.0.0.1:" + etcdPort,
        "--advertise-client-urls=http://127.0.0.1:" + etcdPort,
        "--listen-peer-urls=" + peer,
        "--initial-advertise-peer-urls=" + peer,
        "--initial-cluster=default=" + peer);
  }

  private Process startApi() throws IOException {
    return start(
        "kube-apiserver",
        "--etcd-servers=http://127.0.0.1:" + etcdPort,
        "--bind-address=127.0.0.1",
        "--secure-port=" + apiPort,
        "--advertise-address=127.0.0.1",
        "--endpoint-reconciler-type=none",
        "--cert-dir=" + dir,
        "--token-auth-file=" + dir.resolve("tokens"),
        "--authorization-mode=RBAC",
        "--service-cluster-ip-range=10.0.0.0/24",
        "--service-account-issuer=https://kubernetes.default.svc",
        "--service-account-key-file=" + dir.resolve("sa.pub"),
        "--service-account-signing-key-file=" + dir.resolve("sa.key"),
        "--disable-admission-plugins=ServiceAccount",
        "--shutdown-delay-duration=0s");
  }

  private Process start(String program, String... arguments) throws IOException {
    var command = new ArrayList<>(List.of(parts.resolve(program).toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log(program).toFile()))
        .start();
  }

  private Path log(String program) {
    return dir.resolve(program + ".log");
  }

  private void awaitReady() throws IOException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!ready()) {
      if (!etcd.isAlive() || !api.isAlive() || Instant.now().isAfter(end)) {
        close();
        throw new IOException(
            "no ready API server on "
                + url()
                + "; see "
                + log("kube-apiserver")
                + ", "
                + log("etcd"));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private boolean ready() {
    try {
      return "ok".equals(client.raw("/readyz"));
    } catch (KubernetesClientException e) {
      return false;
    }
  }

  /** The API server wants the key pair as PKCS#8 and the public half as SPKI. */
  private void writeServiceAccountKey() throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    Files.writeString(dir.resolve("sa.key"), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    Files.writeString(dir.resolve("sa.pub"), pem("PUBLIC KEY", pair.getPublic().getEncoded()));
  }

  private static String pem(String label, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  private static int[] freePorts(int count) throws IOException {
    var sockets = new ArrayList<ServerSocket>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return sockets.stream().mapToInt(ServerSocket::getLocalPort).toArray();
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }
}
