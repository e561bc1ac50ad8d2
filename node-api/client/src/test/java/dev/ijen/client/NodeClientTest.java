package dev.ijen.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import dev.ijen.api.common.Data;
import dev.ijen.api.cosi.Event;
import dev.ijen.api.cosi.EventType;
import dev.ijen.api.cosi.WatchResponse;
import dev.ijen.api.cosi.meta.ResourceDefinitionSpec;
import dev.ijen.api.machine.ApplyConfigurationRequest;
import dev.ijen.api.machine.EventsRequest;
import dev.ijen.api.machine.FileInfo;
import dev.ijen.api.machine.ListRequest;
import dev.ijen.api.machine.RebootRequest;
import dev.ijen.api.machine.ServiceInfo;
import dev.ijen.config.talosconfig.TalosContext;
import dev.ijen.config.talosconfig.Talosconfig;
import dev.ijen.pki.AlternativeNames;
import dev.ijen.pki.CertificateAuthority;
import dev.ijen.pki.Certificates;
import dev.ijen.pki.PemKeyPair;
import dev.ijen.pki.Subject;
import io.grpc.Status;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeClientTest {
  private static final Clock CLOCK = Clock.systemUTC();

  private final TestPki pki = new TestPki();
  private FakeNode server;
  private NodeClient client;

  @BeforeAll
  void connect() throws Exception {
    server = FakeNode.configured(pki);
    client = client(server.endpoint());
  }

  @AfterAll
  void close() {
    client.close();
    server.close();
  }

  @Test
  void aCallCarriesTheNodeItIsFor() throws Exception {
    assertThat(client.node("10.5.0.77").version().getVersion().getTag()).isEqualTo("v1.14.0");
    assertThat(server.targets()).contains("10.5.0.77");
    assertThat(client.endpoint().hostname()).isEqualTo("node-1");
    assertThat(server.targets()).contains("");
  }

  @Test
  void oneNodeThatFailsDoesNotStopTheOthers() throws Exception {
    List<NodeResult<String>> results =
        client.each(List.of("10.5.0.2", FakeNode.DOWN, "10.5.0.3"), NodeCalls::hostname);
    assertThat(results)
        .extracting(NodeResult::node)
        .containsExactly("10.5.0.2", FakeNode.DOWN, "10.5.0.3");
    assertThat(results.get(0)).isEqualTo(new NodeResult.Answer<>("10.5.0.2", "node-1"));
    assertThat(results.get(2)).isEqualTo(new NodeResult.Answer<>("10.5.0.3", "node-1"));
    assertThat(results.get(1))
        .isInstanceOfSatisfying(
            NodeResult.Failure.class,
            failure ->
                assertThat(failure.cause())
                    .isInstanceOf(NodeUnreachable.class)
                    .hasMessage("10.9.9.9: unreachable: no route to host"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void ed25519KeysWorkInBothVersionsOfTls(String protocol) throws Exception {
    try (var node = FakeNode.speaking(pki, protocol);
        var other = client(node.endpoint())) {
      assertThat(other.endpoint().hostname()).isEqualTo("node-1");
    }
  }

  @Test
  void callsGoRoundTheEndpointsThatAnswer() throws Exception {
    try (var second = FakeNode.configured(pki);
        var both = client(server.endpoint(), deadEndpoint(), second.endpoint())) {
      await(both, second);
      assertThat(both.node("round").hostname()).isEqualTo("node-1");
    }
  }

  private static void await(NodeClient client, FakeNode node) throws NodeCallException {
    Instant end = Instant.now().plusSeconds(20);
    while (node.targets().isEmpty()) {
      assertThat(Instant.now()).as("the second endpoint is used").isBefore(end);
      client.node("round").hostname();
    }
  }

  @Test
  void aDeadEndpointIsNamedWithTheReason() throws Exception {
    Endpoint dead = deadEndpoint();
    try (var nowhere = client(dead)) {
      assertThatExceptionOfType(NodeUnreachable.class)
          .isThrownBy(() -> nowhere.endpoint().version())
          .withMessageContaining(dead.toString())
          .withMessageContaining("Connection refused");
    }
  }

  @Test
  void anExpiredClientCertificateIsFoundBeforeTheCall() throws Exception {
    Clock lastYear = Clock.fixed(CLOCK.instant().minus(Duration.ofDays(365)), ZoneOffset.UTC);
    PemKeyPair old = pki.client(lastYear, Duration.ofDays(1));
    var connection =
        Connection.mutual(
            List.of(server.endpoint()), Credentials.Mutual.parse(pki.authority(), old));
    assertThatExceptionOfType(InvalidCredentials.class)
        .isThrownBy(() -> NodeClient.connect(connection, CLOCK).close())
        .withMessageContaining("client certificate expired at");
  }

  @Test
  void aContextOfATalosconfigIsAConnection() throws Exception {
    PemKeyPair admin = pki.client(CLOCK, Duration.ofHours(1));
    TalosContext context =
        Talosconfig.of("c", List.of(server.endpoint().toString()), pki.authority(), admin)
            .current()
            .orElseThrow();
    try (var other = NodeClient.connect(Connection.of(context), CLOCK)) {
      assertThat(other.node("n").hostname()).isEqualTo("node-1");
    }
    assertThatExceptionOfType(InvalidCredentials.class)
        .isThrownBy(() -> Connection.of(context.withEndpoints(List.of("a b"))))
        .withMessageStartingWith("context of the client config: ");
  }

  @Test
  void credentialsThatDoNotParseSaySo() throws Exception {
    PemKeyPair client = pki.client(CLOCK, Duration.ofHours(1));
    assertThatExceptionOfType(InvalidCredentials.class)
        .isThrownBy(() -> Credentials.Mutual.parse("nonsense", client))
        .withMessageStartingWith("client credentials: ");
  }

  @Test
  void aNodeOfAnotherClusterIsNotTrusted() throws Exception {
    try (var foreign = FakeNode.configured(new TestPki());
        var other = client(foreign.endpoint())) {
      assertThatExceptionOfType(NodeUnreachable.class)
          .isThrownBy(() -> other.endpoint().version())
          .withMessageContaining("certificate is not trusted");
    }
  }

  @Test
  void aNodeInMaintenanceIsReachedWithoutACertificate() throws Exception {
    PemKeyPair self = selfSigned();
    String fingerprint = Certificates.fingerprint(Certificates.readFirst(self.certificate()));
    try (var node = FakeNode.maintenance(self)) {
      assertThat(hostname(node, Set.of())).isEqualTo("node-1");
      assertThat(hostname(node, Set.of(fingerprint))).isEqualTo("node-1");
      assertThatExceptionOfType(NodeUnreachable.class)
          .isThrownBy(() -> hostname(node, Set.of("AAAA")))
          .withMessageContaining(fingerprint + " is none of the pinned ones");
    }
  }

  @Test
  void anErrorOfTheNodeKeepsCodeAndWords() throws Exception {
    NodeCalls node = client.node("n");
    assertThatExceptionOfType(NodeRefused.class)
        .isThrownBy(() -> node.applyConfiguration(ApplyRequest.auto("kind: NoSuchKind")))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(Status.Code.INVALID_ARGUMENT))
        .withMessage("n: INVALID_ARGUMENT: error decoding document v1alpha1/NoSuchKind/ (line 3)");
  }

  @Test
  void applyingSendsModeAndTimeout() throws Exception {
    var request =
        new ApplyRequest(
            "a: 1\n", ApplyConfigurationRequest.Mode.TRY, true, Duration.ofMillis(1500));
    var reply = client.node("n").applyConfiguration(request);
    assertThat(reply.getWarningsList()).containsExactly("a warning");
    assertThat(server.machine().requests()).contains(request.toProto());
    assertThat(request.toProto().getTryModeTimeout())
        .isEqualTo(
            com.google.protobuf.Duration.newBuilder().setSeconds(1).setNanos(500_000_000).build());
    assertThat(request.toString()).doesNotContain("a: 1");
  }

  @Test
  void aBigFileComesInOneMessage() throws Exception {
    server.machine().file("/big", ByteString.copyFrom(new byte[30 << 20]));
    try (NodeStream<Data> stream = client.node("n").read("/big")) {
      assertThat(stream.next().orElseThrow().getBytes().size()).isEqualTo(30 << 20);
      assertThat(stream.next()).isEmpty();
    }
  }

  @Test
  void aMissingFileFailsWhenItIsRead() throws Exception {
    try (NodeStream<Data> stream = client.node("n").read("/none")) {
      assertThatExceptionOfType(NodeRefused.class)
          .isThrownBy(stream::next)
          .withMessage("n: NOT_FOUND: stat /none: no such file");
    }
  }

  @Test
  void followingALogEndsWhenTheReaderHasEnough() throws Exception {
    try (NodeStream<Data> stream = client.node("n").logs("apid", true, NodeCalls.ALL)) {
      assertThat(stream.next().orElseThrow().getBytes().toStringUtf8()).isEqualTo("apid line 1\n");
      assertThat(stream.next()).isPresent();
      assertThat(stream.next(Duration.ofMillis(20))).isEmpty();
    }
  }

  @Test
  void theSmallMethodsReachTheirService() throws Exception {
    NodeCalls node = client.node("n");
    assertThat(node.services())
        .extracting(ServiceInfo::getId)
        .containsExactly("apid", "containerd");
    assertThat(node.startService("apid")).contains("started");
    assertThat(node.stopService("apid")).contains("stopped");
    assertThat(node.restartService("apid")).contains("restarted");
    assertThat(node.reboot(RebootRequest.Mode.FORCE)).isEqualTo("actor-1");
    assertThat(node.shutdown(true)).isEqualTo("actor-2");
    try (var stream = node.dmesg(false, false)) {
      assertThat(stream.toList()).hasSize(1);
    }
    try (var stream = node.list(ListRequest.newBuilder().setRoot("/etc").build())) {
      assertThat(stream.toList())
          .extracting(FileInfo::getRelativeName)
          .containsExactly(".", "os-release");
    }
    try (var stream = node.events(EventsRequest.getDefaultInstance())) {
      assertThat(stream.toList()).hasSize(3);
    }
  }

  @Test
  void resourcesAreFoundListedAndWatched() throws Exception {
    server.state().put("network", "Links.net", "eth0", "up: true\n");
    server.state().put("network", "Links.net", "lo", "up: true\n");
    ResourceCalls resources = client.node("n").resources();
    assertThat(resources.get("network", "Links.net", "lo").getSpec().getYamlSpec())
        .isEqualTo("up: true\n");
    assertThat(resources.list("network", "Links.net")).hasSize(2);
    assertThat(resources.list("network", "Others.net")).isEmpty();
    assertThatExceptionOfType(NodeRefused.class)
        .isThrownBy(() -> resources.get("network", "Links.net", "eth9"))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(Status.Code.NOT_FOUND));
    try (var watch = resources.watch("network", "Links.net", Optional.empty())) {
      assertThat(watch.toList())
          .flatExtracting(WatchResponse::getEventList)
          .extracting(Event::getEventType)
          .containsExactly(
              EventType.CREATED, EventType.CREATED, EventType.BOOTSTRAPPED, EventType.UPDATED);
    }
  }

  @Test
  void theTypesOfTheNodeAreDecoded() throws Exception {
    try (var node = FakeNode.configured(pki);
        var other = client(node.endpoint())) {
      var links = ResourceDefinitionSpec.newBuilder().setResourceType("Links.net").build();
      node.state().define(links);
      assertThat(other.endpoint().resources().definitions()).containsExactly(links);
      node.state().defineBroken();
      assertThatExceptionOfType(NodeRefused.class)
          .isThrownBy(() -> other.endpoint().resources().definitions())
          .withMessageContaining("the definition of broken does not parse");
    }
  }

  private NodeClient client(Endpoint... endpoints) throws Exception {
    return NodeClient.connect(Connection.mutual(List.of(endpoints), pki.credentials()), CLOCK);
  }

  private static String hostname(FakeNode node, Set<String> fingerprints) throws NodeCallException {
    var connection = Connection.insecure(node.endpoint(), new Credentials.Insecure(fingerprints));
    try (var client = NodeClient.connect(connection, CLOCK)) {
      return client.endpoint().hostname();
    }
  }

  private static PemKeyPair selfSigned() {
    var names = AlternativeNames.of(List.of("elsewhere.example"));
    return CertificateAuthority.selfSignedServer(
        Subject.named("maintenance"), names, CLOCK, Duration.ofDays(1), new SecureRandom());
  }

  private static Endpoint deadEndpoint() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new Endpoint("127.0.0.1", socket.getLocalPort());
    }
  }
}
