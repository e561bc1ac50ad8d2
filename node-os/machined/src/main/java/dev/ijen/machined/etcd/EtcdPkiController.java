package dev.ijen.machined.etcd;

import dev.ijen.api.common.PEMEncodedCertificateAndKey;
import dev.ijen.api.resource.etcd.PKIStatusSpec;
import dev.ijen.api.resource.secrets.EtcdCertsSpec;
import dev.ijen.machined.etcd.resource.EtcdTypes;
import dev.ijen.machined.platform.NodePaths;
import dev.ijen.machined.platform.SecretFolder;
import dev.ijen.machined.secrets.resource.SecretTypes;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.io.IOException;
import java.util.List;

/** Writes the certificates of etcd where etcd reads them, at every connection anew. */
public final class EtcdPkiController implements Controller {
  private final NodePaths paths;

  /** Writes below the node's root. */
  public EtcdPkiController(NodePaths paths) {
    this.paths = paths;
  }

  @Override
  public String name() {
    return "etcd.PKIController";
  }

  @Override
  public List<Input> inputs() {
    return List.of(
        Input.weak(SecretTypes.ETCD_ROOT_SECRETS).only(SecretTypes.ETCD_ID),
        Input.weak(SecretTypes.ETCD_SECRETS).only(SecretTypes.ETCD_ID));
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.exclusive(EtcdTypes.PKI_STATUSES));
  }

  @Override
  public void reconcile(ReaderWriter state) throws IOException {
    var root = state.find(SecretTypes.ETCD_ROOT_SECRETS, SecretTypes.ETCD_ID);
    var secrets = state.find(SecretTypes.ETCD_SECRETS, SecretTypes.ETCD_ID);
    if (root.isPresent() && secrets.isPresent()) {
      var folder = new SecretFolder(EtcdPlaces.secrets(paths), EtcdPlaces.UID);
      folder.write("ca.crt", root.get().spec().getEtcdCa().getCrt());
      EtcdCertsSpec certificates = secrets.get().spec();
      write(folder, "server", certificates.getEtcd());
      write(folder, "peer", certificates.getEtcdPeer());
      write(folder, "admin", certificates.getEtcdAdmin());
      state.modify(
          EtcdTypes.PKI_STATUSES,
          EtcdTypes.ID,
          PKIStatusSpec.newBuilder()
              .setReady(true)
              .setVersion(Long.toString(secrets.get().metadata().version()))
              .build());
    }
  }

  private static void write(SecretFolder folder, String name, PEMEncodedCertificateAndKey pair)
      throws IOException {
    folder.write(name + ".key", pair.getKey());
    folder.write(name + ".crt", pair.getCrt());
  }
}
