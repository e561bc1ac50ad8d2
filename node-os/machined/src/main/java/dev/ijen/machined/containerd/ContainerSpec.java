package dev.ijen.machined.containerd;

import java.nio.file.Path;
import java.util.List;

/**
 * A container of the system: a program of the image itself, without privileges, that sees the
 * host's network and nothing of the node but what is bound into it.
 *
 * @param id name of container, task and log
 * @param root folder that becomes its read-only root
 * @param uid user and group it runs as
 * @param binds what it sees of the node
 * @param cgroup path of its cgroup below the node's
 * @param oomScoreAdj -1000 to 1000; 0 leaves machined's own
 * @param log file that its output is appended to
 */
public record ContainerSpec(
    String id,
    Path root,
    int uid,
    List<String> command,
    List<String> environment,
    List<Bind> binds,
    String cgroup,
    int oomScoreAdj,
    Path log) {

  public ContainerSpec {
    command = List.copyOf(command);
    environment = List.copyOf(environment);
    binds = List.copyOf(binds);
  }

  /** A file or folder of the node at a path of the container, read-only and without devices. */
  public record Bind(Path source, String target) {}
}
