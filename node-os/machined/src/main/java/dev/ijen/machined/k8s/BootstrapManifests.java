package dev.ijen.machined.k8s;

import com.google.protobuf.Struct;
import dev.ijen.api.resource.secrets.KubernetesRootSpec;
import dev.ijen.machined.wire.Structs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** What every cluster has from its first minute, so that kubelets may join it. */
final class BootstrapManifests {
  private static final String JOINING = "system:bootstrappers:nodes";
  private static final String NODES = "system:nodes";
  private static final String RBAC = "rbac.authorization.k8s.io";

  private BootstrapManifests() {}

  /** The objects by the name of their manifest, in the order in which they are applied. */
  static SequencedMap<String, List<Struct>> of(KubernetesRootSpec root) {
    var manifests = new LinkedHashMap<String, List<Struct>>();
    manifests.put("00-kubelet-bootstrapping-token", List.of(token(root)));
    manifests.put(
        "01-csr-approver-role-binding",
        List.of(
            binding(
                "system-bootstrap-approve-node-client-csr",
                "system:certificates.k8s.io:certificatesigningrequests:nodeclient",
                JOINING)));
    manifests.put(
        "01-csr-node-bootstrap",
        List.of(
            binding("system-bootstrap-node-bootstrapper", "system:node-bootstrapper", JOINING)));
    manifests.put(
        "01-csr-renewal-role-binding",
        List.of(
            binding(
                "system-bootstrap-node-renewal",
                "system:certificates.k8s.io:certificatesigningrequests:selfnodeclient",
                NODES)));
    return manifests;
  }

  private static Struct token(KubernetesRootSpec root) {
    return Structs.of(
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "Secret",
            "metadata",
            Map.of(
                "name",
                "bootstrap-token-" + root.getBootstrapTokenId(),
                "namespace",
                "kube-system"),
            "type",
            "bootstrap.kubernetes.io/token",
            "stringData",
            Map.of(
                "token-id",
                root.getBootstrapTokenId(),
                "token-secret",
                root.getBootstrapTokenSecret(),
                "usage-bootstrap-authentication",
                "true",
                "auth-extra-groups",
                JOINING)));
  }

  private static Struct binding(String name, String role, String group) {
    return Structs.of(
        Map.of(
            "apiVersion",
            RBAC + "/v1",
            "kind",
            "ClusterRoleBinding",
            "metadata",
            Map.of("name", name),
            "roleRef",
            Map.of("apiGroup", RBAC, "kind", "ClusterRole", "name", role),
            "subjects",
            List.of(Map.of("apiGroup", RBAC, "kind", "Group", "name", group))));
  }
}
