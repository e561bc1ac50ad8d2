package dev.ijen.machined.k8s;

/** Where the kubelet finds and keeps what, on the node and in its container alike. */
public final class KubeletPlaces {
  /** The folder of configuration. */
  public static final String FOLDER = "/etc/kubernetes";

  static final String CONFIG = FOLDER + "/kubelet.yaml";
  static final String BOOTSTRAP_KUBECONFIG = FOLDER + "/bootstrap-kubeconfig";
  static final String KUBECONFIG = FOLDER + "/kubeconfig-kubelet";
  static final String AUTHORITIES = FOLDER + "/pki/ca.crt";

  /** Pods and their volumes. */
  public static final String DATA = "/var/lib/kubelet";

  static final String PKI = DATA + "/pki";

  private KubeletPlaces() {}
}
