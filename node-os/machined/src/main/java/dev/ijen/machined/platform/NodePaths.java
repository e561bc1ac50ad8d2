package dev.ijen.machined.platform;

import java.nio.file.Path;

/**
 * Where things are on a node, below a root that is {@code /} on a real one (docs/architecture.md
 * §2).
 */
public record NodePaths(Path root) {

  /** The paths of the node that this process runs on. */
  public static final NodePaths REAL = new NodePaths(Path.of("/"));

  /** A path that the documents write as absolute. */
  public Path at(String absolute) {
    return root.resolve(absolute.substring(1));
  }

  /** STATE: the machine config and the identity of the node. */
  public Path state() {
    return at("/system/state");
  }

  /** The machine config that survives a reboot. */
  public Path config() {
    return state().resolve("config.yaml");
  }

  /** The trial of a machine config, and the history. */
  public Path configJournal() {
    return state().resolve("config-journal.pb");
  }

  /** Changes that fleet operators asked for. */
  public Path operations() {
    return state().resolve("operations.pb");
  }

  /** META of a node that has no partition for it. */
  public Path metaFile() {
    return state().resolve("meta");
  }

  /** Where the EFI partition is mounted while something works on it. */
  public Path esp() {
    return run().resolve("esp");
  }

  /** EPHEMERAL. */
  public Path ephemeral() {
    return at("/var");
  }

  /** The API for local administrators, mode 0600. */
  public Path machineSocket() {
    return at("/system/run/machined/machine.sock");
  }

  /** The same API in the only directory of the node that the apid container sees. */
  public Path apidSocket() {
    return at("/system/run/apid/machine.sock");
  }

  /** Output of services, one file each. */
  public Path logs() {
    return at("/run/log");
  }

  /** Where machined keeps what must survive its own restart but no reboot. */
  public Path run() {
    return at("/run/ijen");
  }

  /** The socket of the system's containerd. */
  public Path containerdSocket() {
    return at("/run/containerd/containerd.sock");
  }

  /** The images that travel with the node, where there are any. */
  public Path imageCache() {
    return at("/system/image-cache");
  }

  /** The socket of the containerd of Kubernetes. */
  public Path criSocket() {
    return at("/run/containerd-cri/containerd.sock");
  }

  /** Where that containerd finds out whom to ask for images. */
  public Path registryHosts() {
    return at("/system/run/cri/hosts");
  }

  /** What only one part of Kubernetes may read, a folder each. */
  public Path secrets() {
    return at("/system/secrets");
  }
}
