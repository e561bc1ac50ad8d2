package dev.ijen.machined.k8s;

import dev.ijen.api.resource.k8s.APIServerConfigSpec;
import dev.ijen.api.resource.k8s.ArgValues;
import dev.ijen.api.resource.k8s.ControllerManagerConfigSpec;
import dev.ijen.api.resource.k8s.SchedulerConfigSpec;
import dev.ijen.api.resource.secrets.KubernetesRootSpec;
import dev.ijen.machined.platform.Flags;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The flags of the control plane's programs.
 *
 * @see <a href="https://kubernetes.io/docs/reference/command-line-tools-reference/">command line
 *     tools reference</a>
 */
final class ControlPlaneArguments {
  private static final String TLS = "VersionTLS13";

  private ControlPlaneArguments() {}

  static List<String> apiServer(APIServerConfigSpec config, KubernetesRootSpec root) {
    var flags =
        new Flags()
            .put("advertise-address", config.getAdvertisedAddress())
            .put("allow-privileged", "true")
            .put("anonymous-auth", "false")
            .put("api-audiences", audiences(config, root))
            .put("authorization-mode", "Node,RBAC")
            .put("bind-address", "::")
            .put("client-ca-file", secret("ca.crt"))
            .put("enable-admission-plugins", "NodeRestriction")
            .put("enable-bootstrap-token-auth", "true")
            .put("encryption-provider-config", secret("encryptionconfig.yaml"))
            .put("etcd-cafile", secret("etcd-client-ca.crt"))
            .put("etcd-certfile", secret("etcd-client.crt"))
            .put("etcd-keyfile", secret("etcd-client.key"))
            .put("etcd-servers", String.join(",", config.getEtcdServersList()))
            .put("kubelet-client-certificate", secret("apiserver-kubelet-client.crt"))
            .put("kubelet-client-key", secret("apiserver-kubelet-client.key"))
            .put("kubelet-preferred-address-types", "InternalIP,ExternalIP,Hostname")
            .put("profiling", "false")
            .put("secure-port", Long.toString(config.getLocalPort()))
            .put("service-cluster-ip-range", String.join(",", config.getServiceCidRsList()))
            .put("tls-cert-file", secret("apiserver.crt"))
            .put("tls-min-version", TLS)
            .put("tls-private-key-file", secret("apiserver.key"));
    aggregation(flags);
    accounts(flags, config, root);
    return flags.with(users(config.getExtraArgsMap()));
  }

  static List<String> controllerManager(ControllerManagerConfigSpec config) {
    return new Flags()
        .put("allocate-node-cidrs", "true")
        .put("authentication-kubeconfig", manager("kubeconfig"))
        .put("authorization-kubeconfig", manager("kubeconfig"))
        .put("bind-address", "127.0.0.1")
        .put("cluster-cidr", String.join(",", config.getPodCidRsList()))
        .put("cluster-signing-cert-file", manager("ca.crt"))
        .put("cluster-signing-key-file", manager("ca.key"))
        .put("configure-cloud-routes", "false")
        .put("controllers", "*,tokencleaner")
        .put("kubeconfig", manager("kubeconfig"))
        .put("leader-elect", "true")
        .put("profiling", "false")
        .put("root-ca-file", manager("ca.crt"))
        .put("service-account-private-key-file", manager("service-account.key"))
        .put("service-cluster-ip-range", String.join(",", config.getServiceCidRsList()))
        .put("tls-min-version", TLS)
        .put("use-service-account-credentials", "true")
        .with(users(config.getExtraArgsMap()));
  }

  static List<String> scheduler(SchedulerConfigSpec config) {
    String kubeconfig = ControlPlanePlaces.SCHEDULER_SECRETS + "/kubeconfig";
    return new Flags()
        .put("authentication-kubeconfig", kubeconfig)
        .put("authorization-kubeconfig", kubeconfig)
        .put("bind-address", "127.0.0.1")
        .put("kubeconfig", kubeconfig)
        .put("leader-elect", "true")
        .put("profiling", "false")
        .put("tls-min-version", TLS)
        .with(users(config.getExtraArgsMap()));
  }

  /** Extension servers learn from these flags who is allowed to speak for others. */
  private static void aggregation(Flags flags) {
    flags
        .put("proxy-client-cert-file", secret("front-proxy-client.crt"))
        .put("proxy-client-key-file", secret("front-proxy-client.key"))
        .put("requestheader-allowed-names", "front-proxy-client")
        .put("requestheader-client-ca-file", secret("aggregator-ca.crt"))
        .put("requestheader-extra-headers-prefix", "X-Remote-Extra-")
        .put("requestheader-group-headers", "X-Remote-Group")
        .put("requestheader-username-headers", "X-Remote-User");
  }

  private static void accounts(Flags flags, APIServerConfigSpec config, KubernetesRootSpec root) {
    String issuer =
        root.getIssuerUrl().isEmpty() ? config.getControlPlaneEndpoint() : root.getIssuerUrl();
    flags
        .put("service-account-issuer", issuer)
        .put("service-account-key-file", secret("service-account.key"))
        .put("service-account-signing-key-file", secret("service-account.key"));
  }

  private static String audiences(APIServerConfigSpec config, KubernetesRootSpec root) {
    return root.getApiAudiencesCount() == 0
        ? config.getControlPlaneEndpoint()
        : String.join(",", root.getApiAudiencesList());
  }

  private static String secret(String file) {
    return ControlPlanePlaces.API_SERVER_SECRETS + "/" + file;
  }

  private static String manager(String file) {
    return ControlPlanePlaces.CONTROLLER_MANAGER_SECRETS + "/" + file;
  }

  private static Map<String, List<String>> users(Map<String, ArgValues> args) {
    return args.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, arg -> arg.getValue().getValuesList()));
  }
}
