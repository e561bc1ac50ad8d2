package dev.ijen.machined.etcd;

import dev.ijen.api.resource.etcd.SpecSpec;
import dev.ijen.machined.etcd.resource.EtcdTypes;
import dev.ijen.machined.platform.NodeException;
import dev.ijen.machined.platform.NodePaths;
import dev.ijen.runtime.resource.Resource;
import dev.ijen.runtime.state.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether this node's etcd has a cluster to be a member of. */
public final class EtcdMembership {
  private final State state;
  private final NodePaths paths;
  private volatile boolean bootstrapping;

  /** Reads what is wanted of etcd from the state, and what it has from its data. */
  public EtcdMembership(State state, NodePaths paths) {
    this.state = state;
    this.paths = paths;
  }

  /** What etcd is to run with, once its certificates are written too. */
  public Optional<SpecSpec> spec() {
    String namespace = EtcdTypes.ETCD_SPECS.defaultNamespace();
    boolean certified =
        state
            .find(EtcdTypes.PKI_STATUSES, EtcdTypes.PKI_STATUSES.defaultNamespace(), EtcdTypes.ID)
            .filter(status -> status.spec().getReady())
            .isPresent();
    return state
        .find(EtcdTypes.ETCD_SPECS, namespace, EtcdTypes.ID)
        .map(Resource::spec)
        .filter(spec -> certified);
  }

  /** Whether etcd has data of an earlier life, or was told to begin. */
  public boolean mayStart() {
    return bootstrapping || hasData();
  }

  /**
   * Begins a new cluster, of which this node is the first member.
   *
   * @throws NodeException {@code INVALID_ARGUMENT} on a node that is to have no etcd, {@code
   *     ALREADY_EXISTS} when there is data, {@code FAILED_PRECONDITION} when the node is not ready
   */
  public void bootstrap() throws NodeException {
    if (state
        .find(EtcdTypes.ETCD_CONFIGS, EtcdTypes.ETCD_CONFIGS.defaultNamespace(), EtcdTypes.ID)
        .isEmpty()) {
      throw new NodeException(
          NodeException.Reason.INVALID, "bootstrap: this node is not a control plane");
    }
    if (hasData()) {
      throw new NodeException(
          NodeException.Reason.EXISTS, "bootstrap: etcd data directory is not empty");
    }
    if (spec().isEmpty()) {
      throw new NodeException(
          NodeException.Reason.NOT_NOW,
          "bootstrap: the node has no address or no certificates for etcd yet");
    }
    bootstrapping = true;
  }

  private boolean hasData() {
    if (!Files.isDirectory(EtcdPlaces.data(paths))) {
      return false;
    }
    try (Stream<Path> entries = Files.list(EtcdPlaces.data(paths))) {
      return entries.findAny().isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException("list " + EtcdPlaces.data(paths), e);
    }
  }
}
