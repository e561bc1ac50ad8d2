package dev.ijen.lab.registry;

import dev.ijen.config.ConfigException;
import dev.ijen.config.MachineConfig;
import dev.ijen.lab.host.Instance;
import dev.ijen.lab.process.Await;
import dev.ijen.lab.process.Background;
import dev.ijen.release.Digest;
import dev.ijen.release.ImageReference;
import dev.ijen.release.OciLayout;
import dev.ijen.release.ReleaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The registry of an instance: plain HTTP, on its own network. */
public final class Registry {
  private static final Duration READY = Duration.ofSeconds(30);
  private static final String REPOSITORY = "ijen/installer";

  private final String host;
  private final Path program;
  private final Path folder;
  private final UnaryOperator<List<String>> inside;
  private final Background process;

  /**
   * Describes the registry.
   *
   * @param parts folder with the program {@code registry}
   * @param address where it listens and nodes reach it
   * @param inside turns a command into one that runs where that address is
   */
  public Registry(
      Instance instance, Path parts, String address, int port, UnaryOperator<List<String>> inside) {
    this.host = address + ":" + port;
    this.program = parts.resolve("registry");
    this.folder = instance.folder().resolve("registry");
    this.inside = inside;
    this.process = new Background(instance.folder(), "registry");
  }

  /**
   * Starts it and waits until it answers.
   *
   * @throws IOException with the end of its log, when it does not
   */
  public void start() throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path configuration = folder.resolve("config.yaml");
    Files.writeString(
        configuration,
        """
        version: 0.1
        log: {level: warn}
        storage: {filesystem: {rootdirectory: "%s"}}
        http: {addr: "%s"}
        """
            .formatted(folder.resolve("data"), host));
    process.start(
        inside.apply(List.of(program.toString(), "serve", configuration.toString())), Map.of());
    var push = new RegistryPush(host, REPOSITORY);
    Await.until("the registry answers on " + host, READY, push::answers, this::logEnd);
  }

  /** Ends it. */
  public void stop() throws IOException, InterruptedException {
    process.stop();
  }

  /**
   * Uploads a release.
   *
   * @return the reference by tag
   */
  public ImageReference push(OciLayout layout, String tag)
      throws IOException, ReleaseException, InterruptedException {
    new RegistryPush(host, REPOSITORY).push(layout, tag);
    return ImageReference.parse(host + "/" + REPOSITORY + ":" + tag);
  }

  /** Where the registry keeps the bytes of a blob, for tests that damage them. */
  public Path storage(Digest digest) {
    return folder
        .resolve("data/docker/registry/v2/blobs/sha256")
        .resolve(digest.hex().substring(0, 2))
        .resolve(digest.hex())
        .resolve("data");
  }

  /** The config with a word on how this registry is reached. */
  public MachineConfig reachable(MachineConfig config) throws ConfigException {
    return config.patch(
        """
        apiVersion: v1alpha1
        kind: RegistryMirrorConfig
        name: %1$s
        endpoints:
          - url: http://%1$s
        skipFallback: true
        """
            .formatted(host));
  }

  private String logEnd() {
    try {
      return "end of its log:\n" + process.tail(15);
    } catch (IOException e) {
      return "its log cannot be read: " + e;
    }
  }
}
