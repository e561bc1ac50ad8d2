package dev.ijen.lab.node;

import dev.ijen.lab.host.Instance;
import dev.ijen.lab.network.LabNetwork;
import dev.ijen.lab.process.Background;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node in namespaces of this host, from the root tree of the same image. Needs root. */
public final class ContainerNode implements Node {
  private final Instance instance;
  private final String name;
  private final int index;
  private final Path root;
  private final LabNetwork network;
  private final Optional<Path> imageCache;
  private final Background keeper;

  /** Describes a node without an image cache. */
  public ContainerNode(Instance instance, String name, int index, Path root, LabNetwork network) {
    this(instance, name, index, root, network, Optional.empty());
  }

  /**
   * Describes a node.
   *
   * @param index its place in the network, from 0
   * @param root the image's root tree
   * @param imageCache an OCI layout with the images that the node needs no registry for
   */
  public ContainerNode(
      Instance instance,
      String name,
      int index,
      Path root,
      LabNetwork network,
      Optional<Path> imageCache) {
    this.instance = instance;
    this.name = name;
    this.index = index;
    this.root = root;
    this.network = network;
    this.imageCache = imageCache;
    this.keeper = new Background(instance.folder(), name);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String address() {
    return network.subnet().node(index);
  }

  @Override
  public int port() {
    return API_PORT;
  }

  @Override
  public void start() throws IOException, InterruptedException {
    Path namespace = network.nodeNamespace(index, name);
    Path folder = instance.folder().resolve("nodes").resolve(name);
    Path state = Files.createDirectories(folder.resolve("state"));
    Path var = Files.createDirectories(folder.resolve("var"));
    Files.writeString(folder.resolve(ENDPOINT_FILE), endpoint() + "\n");
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx16m",
                "-cp",
                System.getProperty("java.class.path"),
                ContainerKeeper.class.getName(),
                "ijen-%s-%d".formatted(instance.hash(), index),
                namespace.toString(),
                root.toString(),
                state.toString(),
                var.toString(),
                name));
    imageCache.ifPresent(layout -> command.add(layout.toString()));
    keeper.start(command, Map.of());
  }

  @Override
  public boolean isRunning() throws IOException {
    return keeper.isRunning();
  }

  /** All processes of the node, as the host sees them; empty while it is off. */
  public List<ProcessHandle> processes() throws IOException {
    return keeper.pid().flatMap(ProcessHandle::of).stream()
        .flatMap(ProcessHandle::descendants)
        .toList();
  }

  /** The keeper ends its node by force when it is asked to end, and with it when it is killed. */
  @Override
  public void kill() throws IOException, InterruptedException {
    keeper.stop();
  }

  @Override
  public String console() throws IOException {
    return keeper.tail(Integer.MAX_VALUE);
  }
}
