package dev.ijen.lab.setup;

import dev.ijen.image.ContentHash;
import dev.ijen.image.FileTree;
import dev.ijen.lab.controlplane.ControlPlane;
import dev.ijen.lab.controlplane.Site;
import dev.ijen.lab.host.Instance;
import dev.ijen.lab.process.Await;
import dev.ijen.lab.process.Background;
import dev.ijen.lab.process.Commands;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The operator as a process of the host, beside its control plane. */
public final class OperatorProcess {
  private static final Duration READY = Duration.ofMinutes(2);

  private final Instance instance;
  private final ControlPlane controlPlane;
  private final Site site;
  private final Background process;

  /** Describes the operator of a control plane. */
  public OperatorProcess(Instance instance, ControlPlane controlPlane, Site site) {
    this.instance = instance;
    this.controlPlane = controlPlane;
    this.site = site;
    this.process = new Background(instance.folder(), "operator");
  }

  /**
   * Applies the CRDs, starts the operator and waits until it says it is ready.
   *
   * @throws IOException when it is not ready in two minutes; the message has the end of its log
   */
  public void start() throws IOException, InterruptedException {
    Path crds = instance.checkout().resolve("crds/src/main/resources/META-INF/ijen/crds");
    controlPlane.kubectl("apply", "--server-side", "--filename", crds.toString());
    controlPlane.kubectl(
        "wait", "--for=condition=Established", "--timeout=60s", "--filename", crds.toString());
    process.start(site.inside().apply(command()), environment());
    Await.until("the operator is ready", READY, this::isReady, this::logEnd);
  }

  /** Ends it. */
  public void stop() throws IOException, InterruptedException {
    process.stop();
  }

  private List<String> command() throws IOException {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin/java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xmx128m",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-jar",
        ownJar().toString());
  }

  private Map<String, String> environment() {
    return Map.of(
        "KUBECONFIG", controlPlane.kubeconfig().toString(),
        "QUARKUS_HTTP_HOST", site.address(),
        "QUARKUS_HTTP_PORT", Integer.toString(site.operatorPort()));
  }

  private boolean isReady() throws IOException, InterruptedException {
    if (!process.isRunning()) {
      throw new IOException("the operator ended; " + logEnd());
    }
    return Commands.succeeds(
        "curl",
        "-fsS",
        "--noproxy",
        "*",
        "--max-time",
        "5",
        "http://%s:%d/q/health/ready".formatted(site.address(), site.operatorPort()));
  }

  /** A copy, named by its content: a build must not change the jar of a JVM that runs. */
  private Path ownJar() throws IOException {
    Path built = builtJar();
    Path folder = Files.createDirectories(instance.folder().resolve("operator"));
    Path own = folder.resolve(ContentHash.ofFile(built) + ".jar");
    if (!Files.exists(own)) {
      FileTree.delete(folder);
      Files.createDirectories(folder);
      Files.copy(built, own);
    }
    return own;
  }

  private Path builtJar() throws IOException {
    Path target = instance.checkout().resolve("operator/target");
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "*-runner.jar")) {
      for (Path jar : jars) {
        return jar;
      }
    }
    throw new IOException("no *-runner.jar in " + target);
  }

  /** The last lines of its log, for messages. */
  public String logEnd() {
    try {
      return "end of " + process.log() + ":\n" + process.tail(20);
    } catch (IOException e) {
      return "no log: " + e.getMessage();
    }
  }
}
