package dev.ijen.lab.controlplane;

import dev.ijen.lab.host.Instance;
import dev.ijen.lab.process.Await;
import dev.ijen.lab.process.Background;
import dev.ijen.lab.process.Commands;
import dev.ijen.pki.PkiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * etcd, kube-apiserver and kube-controller-manager as processes of the host. Starting twice starts
 * only what does not run; data survive a stop.
 */
public final class ControlPlane {
  static final String FIRST_SERVICE_ADDRESS = "10.96.0.1";

  private static final String SERVICES = "10.96.0.0/16";
  private static final String ISSUER = "https://kubernetes.default.svc";
  private static final Duration READY = Duration.ofMinutes(2);

  private final Instance instance;
  private final Path binaries;
  private final Site site;
  private final ClusterPki pki;
  private final Background etcd;
  private final Background apiServer;
  private final Background controllerManager;

  /**
   * Describes a control plane.
   *
   * @param binaries folder with etcd, kube-apiserver, kube-controller-manager and kubectl
   */
  public ControlPlane(Instance instance, Path binaries, Site site) {
    this.instance = instance;
    this.binaries = binaries;
    this.site = site;
    this.pki = new ClusterPki(instance.folder().resolve("pki"), Clock.systemUTC());
    this.etcd = new Background(instance.folder(), "etcd");
    this.apiServer = new Background(instance.folder(), "kube-apiserver");
    this.controllerManager = new Background(instance.folder(), "kube-controller-manager");
  }

  /**
   * Starts what does not run and waits until the API server is ready.
   *
   * @throws IOException when it is not ready in two minutes; the message has the end of its log
   */
  public void start() throws IOException, InterruptedException, PkiException {
    instance.create();
    pki.create(site);
    writeKubeconfig(kubeconfig(), "admin");
    writeKubeconfig(
        instance.folder().resolve("controller-manager.kubeconfig"), "controller-manager");
    start(etcd, etcdFlags());
    start(apiServer, apiServerFlags());
    Await.until("the API server is ready", READY, this::isReady, () -> evidence(apiServer));
    start(controllerManager, controllerManagerFlags());
  }

  /** Where the administrator's kubeconfig is. */
  public Path kubeconfig() {
    return instance.folder().resolve("kubeconfig");
  }

  /** The API server's URL. */
  public String url() {
    return site.url();
  }

  /** Whether the API server answers and says it is ready. */
  public boolean isReady() throws IOException, InterruptedException {
    return apiServer.isRunning()
        && Commands.succeeds(
            "curl",
            "-fsS",
            "--noproxy",
            "*",
            "--max-time",
            "5",
            "--cacert",
            pki.certificate("ca"),
            site.url() + "/readyz");
  }

  /**
   * Runs kubectl as administrator.
   *
   * @return what it printed
   */
  public String kubectl(String... arguments) throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                binaries.resolve("kubectl").toString(), "--kubeconfig", kubeconfig().toString()));
    command.addAll(List.of(arguments));
    return Commands.run(command);
  }

  /** Stops all three. */
  public void stop() throws IOException, InterruptedException {
    controllerManager.stop();
    apiServer.stop();
    etcd.stop();
  }

  private void writeKubeconfig(Path file, String client) throws IOException {
    Files.writeString(file, Kubeconfig.of(site.url(), pki.read("ca"), pki.read(client)));
  }

  private void start(Background process, List<String> flags)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(binaries.resolve(process.name()).toString());
    command.addAll(flags);
    process.start(site.inside().apply(List.copyOf(command)), Map.of());
  }

  private List<String> etcdFlags() {
    String client = "https://127.0.0.1:" + site.etcdPort();
    String peer = "http://127.0.0.1:" + site.peerPort();
    return List.of(
        "--data-dir=" + instance.folder().resolve("etcd"),
        "--log-level=warn",
        "--unsafe-no-fsync",
        "--listen-client-urls=" + client,
        "--advertise-client-urls=" + client,
        "--listen-peer-urls=" + peer,
        "--initial-advertise-peer-urls=" + peer,
        "--initial-cluster=default=" + peer,
        "--client-cert-auth",
        "--enable-grpc-gateway=false",
        "--trusted-ca-file=" + pki.certificate("etcd-ca"),
        "--cert-file=" + pki.certificate("etcd"),
        "--key-file=" + pki.key("etcd"));
  }

  private List<String> apiServerFlags() {
    return List.of(
        "--etcd-servers=https://127.0.0.1:" + site.etcdPort(),
        "--etcd-cafile=" + pki.certificate("etcd-ca"),
        "--etcd-certfile=" + pki.certificate("etcd-client"),
        "--etcd-keyfile=" + pki.key("etcd-client"),
        "--bind-address=" + site.address(),
        "--advertise-address=" + site.address(),
        // A loopback address is refused as an endpoint of the service "kubernetes".
        "--endpoint-reconciler-type=" + (site.isLoopback() ? "none" : "lease"),
        "--secure-port=" + site.apiPort(),
        "--tls-cert-file=" + pki.certificate("apiserver"),
        "--tls-private-key-file=" + pki.key("apiserver"),
        "--client-ca-file=" + pki.certificate("ca"),
        "--authorization-mode=Node,RBAC",
        "--enable-admission-plugins=NodeRestriction",
        "--service-cluster-ip-range=" + SERVICES,
        "--service-account-issuer=" + ISSUER,
        "--service-account-key-file=" + pki.certificate("service-accounts"),
        "--service-account-signing-key-file=" + pki.key("service-accounts"),
        "--shutdown-delay-duration=0s");
  }

  private List<String> controllerManagerFlags() {
    String kubeconfig = instance.folder().resolve("controller-manager.kubeconfig").toString();
    return List.of(
        "--kubeconfig=" + kubeconfig,
        "--bind-address=127.0.0.1",
        "--secure-port=0",
        "--leader-elect=false",
        "--use-service-account-credentials=true",
        "--service-account-private-key-file=" + pki.key("service-accounts"),
        "--root-ca-file=" + pki.certificate("ca"),
        "--cluster-signing-cert-file=" + pki.certificate("ca"),
        "--cluster-signing-key-file=" + pki.key("ca"));
  }

  private static String evidence(Background process) {
    try {
      return "end of " + process.log() + ":\n" + process.tail(20);
    } catch (IOException e) {
      return "no log: " + e.getMessage();
    }
  }
}
