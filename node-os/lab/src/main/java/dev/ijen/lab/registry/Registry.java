package dev.ijen.lab.registry;

import dev.ijen.config.ConfigException;
import dev.ijen.config.MachineConfig;
import dev.ijen.lab.host.Instance;
import dev.ijen.lab.network.LabNetwork;
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

/** The registry of an instance: plain HTTP, on its own network, under a name that nodes resolve. */
public final class Registry {
  private static final Duration READY = Duration.ofSeconds(30);
  private static final String REPOSITORY = "ijen/installer";
  private static final int PORT = 5000;
  private static final String NAME = LabNetwork.REGISTRY + ":" + PORT;

  private final String listen;
  private final Path program;
  private final Path folder;
  private final LabNetwork network;
  private final Background process;

  /**
   * Describes the registry of a network.
   *
   * @param parts folder with the program {@code registry}
   */
  public Registry(Instance instance, Path parts, LabNetwork network) {
    this.listen = network.subnet().services() + ":" + PORT;
    this.program = parts.resolve("registry");
    this.folder = instance.folder().resolve("registry");
    this.network = network;
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
            .formatted(folder.resolve("data"), listen));
    process.start(
        network.inside(List.of(program.toString(), "serve", configuration.toString())),
        Map.of("OTEL_TRACES_EXPORTER", "none"));
    var push = new RegistryPush(listen, REPOSITORY);
    Await.until("the registry answers on " + listen, READY, push::answers, this::logEnd);
  }

  /** Ends it. */
  public void stop() throws IOException, InterruptedException {
    process.stop();
  }

  /**
   * Uploads a release.
   *
   * @return the reference by tag, as nodes name it
   */
  public ImageReference push(OciLayout layout, String tag)
      throws IOException, ReleaseException, InterruptedException {
    new RegistryPush(listen, REPOSITORY).push(layout, tag);
    return ImageReference.parse(NAME + "/" + REPOSITORY + ":" + tag);
  }

  /** Where the registry keeps the bytes of a blob, for tests that damage them. */
  public Path storage(Digest digest) {
    return folder
        .resolve("data/docker/registry/v2/blobs/sha256")
        .resolve(digest.hex().substring(0, 2))
        .resolve(digest.hex())
        .resolve("data");
  }

  /** The config with a word on how the registry of a network is reached. */
  public static MachineConfig reachable(MachineConfig config) throws ConfigException {
    return config.patch(
        """
        apiVersion: v1alpha1
        kind: RegistryMirrorConfig
        name: %1$s
        endpoints:
          - url: http://%1$s
        skipFallback: true
        """
            .formatted(NAME));
  }

  private String logEnd() {
    try {
      return "end of its log:\n" + process.tail(15);
    } catch (IOException e) {
      return "its log cannot be read: " + e;
    }
  }
}
