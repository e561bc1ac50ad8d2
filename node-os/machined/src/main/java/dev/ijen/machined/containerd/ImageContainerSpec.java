package dev.ijen.machined.containerd;

import java.nio.file.Path;
import java.util.List;

/**
 * A container of the node whose root comes from an image. It uses the network of the node; its root
 * is read-only.
 *
 * @param id name of container, task and log
 * @param privilege what it may do to the node
 * @param command program and arguments
 * @param environment {@code NAME=value}, besides that of the image
 * @param binds what it sees of the node
 * @param cgroup path of its cgroup below the node's
 * @param oomScoreAdj -1000 to 1000; 0 leaves containerd's own
 * @param openFiles limit of open files
 * @param log file that its output is appended to
 */
public record ImageContainerSpec(
    String id,
    UnpackedImage image,
    Privilege privilege,
    List<String> command,
    List<String> environment,
    List<Bind> binds,
    String cgroup,
    int oomScoreAdj,
    int openFiles,
    Path log) {
  /** Copies the lists. */
  public ImageContainerSpec {
    command = List.copyOf(command);
    environment = List.copyOf(environment);
    binds = List.copyOf(binds);
  }

  /** What a container may do to the node. */
  public sealed interface Privilege {}

  /** Nothing: a user of its own, no capabilities, only the system calls that services make. */
  public record Unprivileged(int uid) implements Privilege {}

  /**
   * What root may do, in the node's own namespaces but for a mount namespace.
   *
   * @param capabilities names, as {@code CAP_NET_ADMIN}: no more than the node itself has
   */
  public record Privileged(List<String> capabilities) implements Privilege {
    /** Copies the list. */
    public Privileged {
      capabilities = List.copyOf(capabilities);
    }
  }

  /**
   * A file or folder of the node at a path of the container.
   *
   * @param access how it is bound
   */
  public record Bind(Path source, String target, Access access) {}

  /** How something of the node is bound into a container. */
  public enum Access {
    READ_ONLY,
    WRITABLE,
    /** Writable, and mounts made on one side appear on the other; mount_namespaces(7). */
    SHARED;

    List<String> options() {
      return switch (this) {
        case READ_ONLY -> List.of("rbind", "ro", "nosuid", "nodev");
        case WRITABLE -> List.of("rbind", "rw");
        case SHARED -> List.of("rbind", "rshared", "rw");
      };
    }
  }
}
