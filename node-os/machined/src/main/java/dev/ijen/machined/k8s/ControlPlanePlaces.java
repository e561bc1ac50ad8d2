package dev.ijen.machined.k8s;

/** Where the control plane's programs find what, and as whom they run. */
final class ControlPlanePlaces {
  static final String API_SERVER_SECRETS = "/system/secrets/kubernetes/kube-apiserver";
  static final String CONTROLLER_MANAGER_SECRETS =
      "/system/secrets/kubernetes/kube-controller-manager";
  static final String SCHEDULER_SECRETS = "/system/secrets/kubernetes/kube-scheduler";

  static final int API_SERVER_UID = 65534;
  static final int CONTROLLER_MANAGER_UID = 65535;
  static final int SCHEDULER_UID = 65536;

  private ControlPlanePlaces() {}
}
