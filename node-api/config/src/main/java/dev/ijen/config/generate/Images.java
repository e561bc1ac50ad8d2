package dev.ijen.config.generate;

import java.util.List;

/**
 * Container images of a cluster: those that generated configs name, and those that a node takes
 * when nobody chose. The image cache of a release holds them all (docs/architecture.md §9).
 */
public final class Images {
  private static final String KUBERNETES = "registry.k8s.io/";
  private static final String PAUSE = "3.10";

  private Images() {}

  /**
   * All images that a cluster is made of.
   *
   * @param version of Kubernetes, as {@code 1.37.2}
   */
  public static List<String> ofCluster(String version) {
    return List.of(
        component("kube-apiserver", version),
        component("kube-controller-manager", version),
        component("kube-scheduler", version),
        component("kube-proxy", version),
        kubelet(version),
        etcd(),
        coredns(),
        flannel(),
        pause());
  }

  /**
   * The kubelet.
   *
   * @param version of Kubernetes, as {@code 1.37.2}
   */
  public static String kubelet(String version) {
    return "ghcr.io/siderolabs/kubelet:v" + version;
  }

  /**
   * One of kube-apiserver, kube-controller-manager, kube-scheduler, kube-proxy.
   *
   * @param version of Kubernetes, as {@code 1.37.2}
   */
  public static String component(String name, String version) {
    return KUBERNETES + name + ":v" + version;
  }

  /** etcd. */
  public static String etcd() {
    return KUBERNETES + "etcd:v" + Versions.of("etcd");
  }

  /** CoreDNS. */
  public static String coredns() {
    return KUBERNETES + "coredns/coredns:v" + Versions.of("coredns");
  }

  /** Flannel. */
  public static String flannel() {
    return "ghcr.io/siderolabs/flannel:v" + Versions.of("flannel");
  }

  /** What holds the namespaces of a pod. */
  public static String pause() {
    return KUBERNETES + "pause:" + PAUSE;
  }
}
