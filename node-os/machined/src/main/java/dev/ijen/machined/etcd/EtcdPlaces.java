package dev.ijen.machined.etcd;

import dev.ijen.machined.platform.NodePaths;
import java.nio.file.Path;

/** Where etcd keeps what, and as whom. */
public final class EtcdPlaces {
  /** User and group of etcd. */
  public static final int UID = 60;

  private EtcdPlaces() {}

  /** Its certificates. */
  public static Path secrets(NodePaths paths) {
    return paths.secrets().resolve("etcd");
  }

  /** Its data, mode 0700. */
  public static Path data(NodePaths paths) {
    return paths.at("/var/lib/etcd");
  }
}
