package dev.ijen.machined.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.ijen.api.common.NetIPPrefix;
import dev.ijen.api.common.PEMEncodedCertificateAndKey;
import dev.ijen.api.resource.config.MachineConfigSpec;
import dev.ijen.api.resource.network.HostnameStatusSpec;
import dev.ijen.api.resource.network.NodeAddressSpec;
import dev.ijen.api.resource.secrets.EtcdCertsSpec;
import dev.ijen.api.resource.secrets.KubernetesCertsSpec;
import dev.ijen.api.resource.secrets.KubernetesDynamicCertsSpec;
import dev.ijen.config.generate.ClusterInput;
import dev.ijen.config.generate.ConfigGenerator;
import dev.ijen.config.generate.SecretsBundle;
import dev.ijen.machined.config.resource.ConfigTypes;
import dev.ijen.machined.network.resource.NetworkTypes;
import dev.ijen.machined.secrets.resource.SecretTypes;
import dev.ijen.pki.Certificates;
import dev.ijen.pki.KeyPem;
import dev.ijen.pki.PemKeyPair;
import dev.ijen.pki.PkiException;
import dev.ijen.runtime.harness.ControllerHarness;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The certificates that a control plane makes of its config, as the JDK's verifier sees them. */
class KubernetesPkiTest {
  private static final String SERVER = "1.3.6.1.5.5.7.3.1";
  private static final String CLIENT = "1.3.6.1.5.5.7.3.2";
  private static final int DNS = 2;
  private static final int ADDRESS = 7;

  private static final SecretsBundle SECRETS =
      SecretsBundle.generate(Clock.systemUTC(), new SecureRandom());

  private static ControllerHarness harness;

  @BeforeAll
  static void issue() throws Exception {
    harness = new ControllerHarness();
    var input =
        ClusterInput.of("blue", "https://kube.example.org:6443", SECRETS)
            .withCertSans(List.of("api.example.org", "192.0.2.9"));
    String yaml = ConfigGenerator.generate(input).controlPlane().encode();
    harness.put(
        ConfigTypes.MACHINE_CONFIGS,
        "v1alpha1",
        MachineConfigSpec.newBuilder().setYamlMarshalled(ByteString.copyFromUtf8(yaml)).build());
    harness.put(
        NetworkTypes.HOSTNAME_STATUSES,
        "hostname",
        HostnameStatusSpec.newBuilder().setHostname("one").build());
    harness.put(NetworkTypes.NODE_ADDRESSES, "accumulative", addresses("192.0.2.1"));
    var clock = Clock.systemUTC();
    var random = new SecureRandom();
    harness.run(
        new RootKubernetesController(),
        new RootEtcdController(),
        new KubernetesCertSansController(),
        new KubernetesDynamicCertsController(clock, random),
        new KubernetesController(clock, random),
        new EtcdController(clock, random),
        new KubeletController());
  }

  @AfterAll
  static void end() {
    harness.close();
  }

  @Test
  void theApiServerIsKnownUnderEveryNameThatClientsUse() throws Exception {
    X509Certificate server = certificate(dynamic().getApiServer());
    verify(server, SECRETS.kubernetes());
    assertThat(server.getExtendedKeyUsage()).containsExactly(SERVER);
    assertThat(names(server, DNS))
        .contains(
            "kubernetes",
            "kubernetes.default",
            "kubernetes.default.svc",
            "kubernetes.default.svc.cluster.local",
            "kube.example.org",
            "api.example.org",
            "localhost",
            "one");
    assertThat(names(server, ADDRESS)).contains("127.0.0.1", "10.96.0.1", "192.0.2.1", "192.0.2.9");
  }

  @Test
  void theApiServerGoesToKubeletsAsAMasterAndToExtensionsAsAProxy() throws Exception {
    X509Certificate kubelets = certificate(dynamic().getApiServerKubeletClient());
    verify(kubelets, SECRETS.kubernetes());
    assertThat(kubelets.getExtendedKeyUsage()).containsExactly(CLIENT);
    assertThat(kubelets.getSubjectX500Principal().getName()).contains("O=system:masters");

    X509Certificate proxy = certificate(dynamic().getFrontProxy());
    verify(proxy, SECRETS.aggregator());
    assertThat(proxy.getExtendedKeyUsage()).containsExactly(CLIENT);
    assertThat(proxy.getSubjectX500Principal().getName()).isEqualTo("CN=front-proxy-client");
  }

  @Test
  void membersOfEtcdAreServersAndClientsOfEachOther() throws Exception {
    for (var pair : List.of(etcd().getEtcd(), etcd().getEtcdPeer())) {
      X509Certificate member = certificate(pair);
      verify(member, SECRETS.etcd());
      assertThat(member.getExtendedKeyUsage()).containsExactlyInAnyOrder(SERVER, CLIENT);
      assertThat(names(member, DNS)).contains("localhost", "one");
      assertThat(names(member, ADDRESS)).contains("127.0.0.1", "192.0.2.1");
    }
    for (var pair : List.of(etcd().getEtcdAdmin(), etcd().getEtcdApiServer())) {
      X509Certificate client = certificate(pair);
      verify(client, SECRETS.etcd());
      assertThat(client.getExtendedKeyUsage()).containsExactly(CLIENT);
      assertThat(client.getSubjectAlternativeNames()).isNull();
    }
  }

  @Test
  void keysBelongToTheirCertificates() throws Exception {
    for (var pair : List.of(dynamic().getApiServer(), etcd().getEtcdPeer())) {
      byte[] text = "signed".getBytes(StandardCharsets.UTF_8);
      var signer = Signature.getInstance("SHA256withECDSA");
      signer.initSign(KeyPem.read(pair.getKey().toStringUtf8()));
      signer.update(text);
      byte[] signature = signer.sign();
      signer.initVerify(certificate(pair));
      signer.update(text);
      assertThat(signer.verify(signature)).isTrue();
    }
  }

  @Test
  void kubeconfigsNameTheirUsersAndWhereTheyGo() throws Exception {
    KubernetesCertsSpec made =
        harness.await(SecretTypes.KUBERNETES_SECRETS, "k8s-certs", spec -> true).spec();
    assertThat(made.getAdminKubeconfig()).contains("server: https://kube.example.org:6443");
    assertThat(made.getLocalhostAdminKubeconfig()).contains("server: https://localhost:6443");
    assertThat(user(made.getAdminKubeconfig())).contains("O=system:masters");
    assertThat(user(made.getSchedulerKubeconfig())).contains("CN=system:kube-scheduler");
    assertThat(user(made.getControllerManagerKubeconfig()))
        .contains("CN=system:kube-controller-manager");
  }

  @Test
  void theKubeletAsksTheApiServerOfItsOwnNode() {
    harness.await(
        SecretTypes.KUBELET_SECRETS,
        "kubelet",
        secrets ->
            secrets.getEndpoint().getFullPath().equals("https://localhost:6443")
                && SECRETS
                    .bootstrapToken()
                    .equals(
                        secrets.getBootstrapTokenId() + "." + secrets.getBootstrapTokenSecret()));
  }

  @Test
  void aNewAddressGivesANewCertificate() throws Exception {
    try (var other = new ControllerHarness()) {
      var random = new SecureRandom();
      harness
          .state()
          .find(SecretTypes.KUBERNETES_ROOT_SECRETS, "secrets", "k8s")
          .ifPresent(root -> other.put(SecretTypes.KUBERNETES_ROOT_SECRETS, "k8s", root.spec()));
      other.put(NetworkTypes.NODE_ADDRESSES, "accumulative", addresses("192.0.2.1"));
      other.run(
          new KubernetesCertSansController(),
          new KubernetesDynamicCertsController(Clock.systemUTC(), random));
      other.await(SecretTypes.KUBERNETES_DYNAMIC_CERTS, "k8s-dynamic-certs", spec -> true);
      other.put(NetworkTypes.NODE_ADDRESSES, "accumulative", addresses("192.0.2.77"));
      other.await(
          SecretTypes.KUBERNETES_DYNAMIC_CERTS,
          "k8s-dynamic-certs",
          spec -> names(certificate(spec.getApiServer()), ADDRESS).contains("192.0.2.77"));
    }
  }

  private static KubernetesDynamicCertsSpec dynamic() {
    return harness
        .await(
            SecretTypes.KUBERNETES_DYNAMIC_CERTS,
            "k8s-dynamic-certs",
            spec -> names(certificate(spec.getApiServer()), ADDRESS).contains("192.0.2.1"))
        .spec();
  }

  private static EtcdCertsSpec etcd() {
    return harness
        .await(
            SecretTypes.ETCD_SECRETS,
            "etcd",
            spec -> names(certificate(spec.getEtcd()), ADDRESS).contains("192.0.2.1"))
        .spec();
  }

  private static NodeAddressSpec addresses(String address) {
    var prefix =
        NetIPPrefix.newBuilder()
            .setIp(ByteString.copyFrom(InetAddress.ofLiteral(address).getAddress()))
            .setPrefixLength(24);
    return NodeAddressSpec.newBuilder().addAddresses(prefix).build();
  }

  private static X509Certificate certificate(PEMEncodedCertificateAndKey pair) {
    try {
      return Certificates.readFirst(pair.getCrt().toStringUtf8());
    } catch (PkiException e) {
      throw new AssertionError(e);
    }
  }

  /** The subject of a kubeconfig's user. */
  private static String user(String kubeconfig) throws Exception {
    Optional<MatchResult> data =
        Pattern.compile("client-certificate-data: (\\S+)").matcher(kubeconfig).results().findAny();
    String pem =
        new String(Base64.getDecoder().decode(data.orElseThrow().group(1)), StandardCharsets.UTF_8);
    X509Certificate certificate = Certificates.readFirst(pem);
    verify(certificate, SECRETS.kubernetes());
    return certificate.getSubjectX500Principal().getName();
  }

  private static List<String> names(X509Certificate certificate, int kind) {
    try {
      return certificate.getSubjectAlternativeNames().stream()
          .filter(name -> name.get(0).equals(kind))
          .map(name -> String.valueOf(name.get(1)))
          .toList();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static void verify(X509Certificate certificate, PemKeyPair authority) throws Exception {
    var anchor = new TrustAnchor(Certificates.readFirst(authority.certificate()), null);
    var parameters = new PKIXParameters(Set.of(anchor));
    parameters.setRevocationEnabled(false);
    var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate));
    CertPathValidator.getInstance("PKIX").validate(path, parameters);
  }
}
