package dev.ijen.machined.k8s;

import dev.ijen.api.resource.k8s.KubeletConfigSpec;
import dev.ijen.machined.cri.KernelLimits;
import dev.ijen.machined.platform.Mode;
import dev.ijen.machined.wire.Structs;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The configuration file of the kubelet.
 *
 * @see <a href="https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/">kubelet
 *     configuration v1beta1</a>
 */
final class KubeletConfiguration {
  /** What a user's fields do not replace. */
  private static final List<String> OURS =
      List.of(
          "apiVersion",
          "kind",
          "authentication",
          "authorization",
          "cgroupRoot",
          "port",
          "rotateCertificates",
          "staticPodPath",
          "staticPodURL");

  /** When pods are evicted on a node whose disk has other users: their use is not its business. */
  private static final Map<String, String> SHARED_DISK =
      Map.of(
          "memory.available", "100Mi",
          "nodefs.available", "1%",
          "nodefs.inodesFree", "1%",
          "imagefs.available", "1%");

  private KubeletConfiguration() {}

  static Map<String, Object> of(
      KubeletConfigSpec config, KernelLimits limits, Path runtime, Mode mode) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("apiVersion", "kubelet.config.k8s.io/v1beta1");
    tree.put("kind", "KubeletConfiguration");
    access(tree);
    tree.put("containerRuntimeEndpoint", "unix://" + runtime);
    tree.put("clusterDomain", config.getClusterDomain());
    tree.put("clusterDNS", config.getClusterDnsList());
    tree.put("staticPodURL", config.getStaticPodListUrl());
    tree.put("httpCheckFrequency", "5s");
    tree.put("failSwapOn", false);
    tree.put("seccompDefault", config.getDefaultRuntimeSeccompEnabled());
    tree.put("enforceNodeAllocatable", List.of("pods"));
    if (config.getRegisterWithTaintsCount() > 0) {
      tree.put("registerWithTaints", taints(config.getRegisterWithTaintsMap()));
    }
    kernel(tree, limits);
    if (mode == Mode.CONTAINER) {
      tree.put("evictionHard", SHARED_DISK);
    }
    Structs.map(config.getExtraConfig())
        .forEach(
            (field, value) -> {
              if (!OURS.contains(field)) {
                tree.put(field, value);
              }
            });
    return tree;
  }

  private static void access(Map<String, Object> tree) {
    tree.put(
        "authentication",
        Map.of(
            "anonymous", Map.of("enabled", false),
            "webhook", Map.of("enabled", true),
            "x509", Map.of("clientCAFile", KubeletPlaces.AUTHORITIES)));
    tree.put("authorization", Map.of("mode", "Webhook"));
    tree.put("rotateCertificates", true);
    tree.put("tlsMinVersion", "VersionTLS13");
    tree.put("readOnlyPort", 0);
  }

  /** What a kubelet asks of the kernel by default, and does not get everywhere. */
  private static void kernel(Map<String, Object> tree, KernelLimits limits) {
    tree.put("cgroupRoot", "/");
    tree.put("cgroupDriver", "cgroupfs");
    tree.put("failCgroupV1", limits.unifiedCgroups());
    tree.put("maxOpenFiles", limits.openFiles());
    if (!limits.raisesLimits()) {
      tree.put("oomScoreAdj", 0);
    }
  }

  private static List<Object> taints(Map<String, String> taints) {
    return taints.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .<Object>map(taint -> Map.of("key", taint.getKey(), "effect", taint.getValue()))
        .toList();
  }
}
