package dev.ijen.machined.k8s;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.protobuf.ByteString;
import dev.ijen.api.common.NetIPPrefix;
import dev.ijen.api.common.PEMEncodedCertificate;
import dev.ijen.api.resource.k8s.NodeStatusSpec;
import dev.ijen.api.resource.secrets.KubeletSpec;
import dev.ijen.machined.k8s.resource.KubernetesTypes;
import dev.ijen.machined.platform.NodePaths;
import dev.ijen.machined.secrets.resource.SecretTypes;
import dev.ijen.pki.PemKeyPair;
import dev.ijen.pki.PkiException;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.EventSource;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows what Kubernetes says of this node, asked for with the kubelet's own certificate. */
public final class NodeStatusController implements Controller {
  private static final Logger log = LoggerFactory.getLogger(NodeStatusController.class);
  private static final Duration LOOK = Duration.ofSeconds(5);
  private static final String CERTIFICATE = KubeletPlaces.PKI + "/kubelet-client-current.pem";

  private final NodePaths paths;

  /** Finds the kubelet's certificate below the node's root. */
  public NodeStatusController(NodePaths paths) {
    this.paths = paths;
  }

  @Override
  public String name() {
    return "k8s.NodeStatusController";
  }

  @Override
  public List<Input> inputs() {
    return List.of(
        Input.weak(KubernetesTypes.NODENAMES).only(KubernetesTypes.NODENAME),
        Input.weak(SecretTypes.KUBELET_SECRETS).only(SecretTypes.KUBELET_ID));
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.exclusive(KubernetesTypes.NODE_STATUSES));
  }

  @Override
  public List<EventSource> eventSources() {
    return List.of(
        wake -> {
          while (true) {
            Thread.sleep(LOOK);
            wake.run();
          }
        });
  }

  @Override
  public void reconcile(ReaderWriter state) throws IOException, InterruptedException, PkiException {
    var name = state.find(KubernetesTypes.NODENAMES, KubernetesTypes.NODENAME);
    var secrets = state.find(SecretTypes.KUBELET_SECRETS, SecretTypes.KUBELET_ID);
    Path certificate = paths.at(CERTIFICATE);
    if (name.isEmpty() || secrets.isEmpty() || !Files.exists(certificate)) {
      return;
    }
    String node = name.get().spec().getNodename();
    String pem = Files.readString(certificate);
    try (var client = client(secrets.get().spec(), new PemKeyPair(pem, pem))) {
      find(client, node)
          .ifPresent(
              object -> state.modify(KubernetesTypes.NODE_STATUSES, node, status(node, object)));
    }
  }

  private static KubernetesClient client(KubeletSpec secrets, PemKeyPair user) throws PkiException {
    String authorities =
        secrets.getAcceptedCAsList().stream()
            .map(PEMEncodedCertificate::getCrt)
            .map(ByteString::toStringUtf8)
            .collect(Collectors.joining("\n"));
    return new KubernetesClient(secrets.getEndpoint().getFullPath(), authorities, user);
  }

  /** The Node object; nothing while there is no API server, or none that knows the kubelet. */
  private static Optional<JsonObject> find(KubernetesClient client, String node)
      throws IOException, InterruptedException {
    try {
      return client.find("/api/v1/nodes/" + node);
    } catch (ConnectException e) {
      log.atDebug().setCause(e).log("the API server does not listen");
      return Optional.empty();
    }
  }

  static NodeStatusSpec status(String node, JsonObject object) {
    JsonObject spec = object.getAsJsonObject("spec");
    JsonObject metadata = object.getAsJsonObject("metadata");
    var status =
        NodeStatusSpec.newBuilder()
            .setNodename(node)
            .setNodeReady(ready(object.getAsJsonObject("status")))
            .setUnschedulable(
                spec.has("unschedulable") && spec.get("unschedulable").getAsBoolean());
    texts(metadata, "labels").ifPresent(map -> copy(map, status::putLabels));
    texts(metadata, "annotations").ifPresent(map -> copy(map, status::putAnnotations));
    if (spec.has("podCIDRs")) {
      spec.getAsJsonArray("podCIDRs")
          .forEach(subnet -> status.addPodCidRs(prefix(subnet.getAsString())));
    }
    return status.build();
  }

  private interface Put {
    void put(String key, String value);
  }

  private static void copy(JsonObject map, Put target) {
    map.entrySet().forEach(entry -> target.put(entry.getKey(), entry.getValue().getAsString()));
  }

  private static Optional<JsonObject> texts(JsonObject metadata, String name) {
    @Nullable JsonElement map = metadata.get(name);
    return Optional.ofNullable(map).map(JsonElement::getAsJsonObject);
  }

  private static boolean ready(JsonObject status) {
    for (JsonElement each : status.getAsJsonArray("conditions")) {
      JsonObject condition = each.getAsJsonObject();
      if (condition.get("type").getAsString().equals("Ready")) {
        return condition.get("status").getAsString().equals("True");
      }
    }
    return false;
  }

  private static NetIPPrefix prefix(String subnet) {
    int slash = subnet.indexOf('/');
    byte[] address = InetAddress.ofLiteral(subnet.substring(0, slash)).getAddress();
    return NetIPPrefix.newBuilder()
        .setIp(ByteString.copyFrom(address))
        .setPrefixLength(Integer.parseInt(subnet.substring(slash + 1)))
        .build();
  }
}
