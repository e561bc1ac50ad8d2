package dev.ijen.machined.api;

import com.google.protobuf.ByteString;
import dev.ijen.api.common.Data;
import dev.ijen.api.machine.Bootstrap;
import dev.ijen.api.machine.BootstrapRequest;
import dev.ijen.api.machine.BootstrapResponse;
import dev.ijen.machined.etcd.EtcdMembership;
import dev.ijen.machined.platform.NodeException;
import dev.ijen.machined.platform.NodeException.Reason;
import dev.ijen.machined.secrets.resource.SecretTypes;
import dev.ijen.release.Ustar;
import dev.ijen.runtime.state.State;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** The beginning of a cluster, and the way into it. */
final class KubernetesCalls {
  private static final String FILE = "kubeconfig";

  private final State state;
  private final EtcdMembership etcd;

  KubernetesCalls(State state, EtcdMembership etcd) {
    this.state = state;
    this.etcd = etcd;
  }

  BootstrapResponse bootstrap(BootstrapRequest request) throws NodeException {
    if (request.getRecoverEtcd()) {
      throw new NodeException(
          Reason.UNSUPPORTED, "bootstrap: recovery of etcd from a snapshot is not there yet");
    }
    etcd.bootstrap();
    return BootstrapResponse.newBuilder().addMessages(Bootstrap.getDefaultInstance()).build();
  }

  /** A gzipped tar with one file. */
  void kubeconfig(StreamReply<Data> reply) throws NodeException, IOException, InterruptedException {
    String namespace = SecretTypes.KUBERNETES_SECRETS.defaultNamespace();
    String kubeconfig =
        state
            .find(SecretTypes.KUBERNETES_SECRETS, namespace, SecretTypes.KUBERNETES_CERTS_ID)
            .map(resource -> resource.spec().getAdminKubeconfig())
            .orElseThrow(
                () ->
                    new NodeException(
                        Reason.NOT_NOW, "kubeconfig: this node has no authority of Kubernetes"));
    reply.send(Data.newBuilder().setBytes(archive(kubeconfig)).build());
  }

  private static ByteString archive(String kubeconfig) throws IOException {
    byte[] content = kubeconfig.getBytes(StandardCharsets.UTF_8);
    var bytes = new ByteArrayOutputStream();
    try (var tar = new Ustar(new GZIPOutputStream(bytes))) {
      tar.file(FILE, 0600, content);
    }
    return ByteString.copyFrom(bytes.toByteArray());
  }
}
