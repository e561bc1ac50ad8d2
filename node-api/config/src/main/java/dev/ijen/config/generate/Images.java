package dev.ijen.config.generate;

/** Container images that generated configs name. */
final class Images {
  private static final String KUBERNETES = "registry.k8s.io/";

  private Images() {}

  static String kubelet(String version) {
    return "ghcr.io/siderolabs/kubelet:v" + version;
  }

  /** One of kube-apiserver, kube-controller-manager, kube-scheduler, kube-proxy. */
  static String component(String name, String version) {
    return KUBERNETES + name + ":v" + version;
  }
}
