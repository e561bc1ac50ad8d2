package dev.ijen.apid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import dev.ijen.access.CallMetadata;
import dev.ijen.api.common.Data;
import dev.ijen.api.common.PEMEncodedCertificate;
import dev.ijen.api.common.PEMEncodedCertificateAndKey;
import dev.ijen.api.machine.ApplyConfigurationRequest;
import dev.ijen.api.machine.HostnameResponse;
import dev.ijen.api.machine.LogsRequest;
import dev.ijen.api.machine.MachineServiceGrpc;
import dev.ijen.api.machine.RebootRequest;
import dev.ijen.api.resource.secrets.APICertsSpec;
import dev.ijen.pki.AlternativeNames;
import dev.ijen.pki.CertificateAuthority;
import dev.ijen.pki.Certificates;
import dev.ijen.pki.KeyAlgorithm;
import dev.ijen.pki.PemKeyPair;
import dev.ijen.pki.Subject;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("deprecation") // clients still read the metadata of merged replies
class ApidTest {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir private Path folder;
  private final CertificateAuthority authority =
      CertificateAuthority.create(Subject.named("os"), KeyAlgorithm.ED25519, CLOCK, RANDOM);
  private FakeMachined machined;
  private Apid apid;
  private ManagedChannel channel;

  @BeforeEach
  void start() throws Exception {
    Path socket = folder.resolve("machine.sock");
    machined = new FakeMachined(socket, certificates(false));
    apid = Apid.start(socket, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (channel != null) {
      channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    }
    apid.close();
    machined.close();
  }

  @Test
  void theRolesOfAnEd25519CertificateReachMachinedAndClaimedOnesDoNot() throws Exception {
    var claim = new Metadata();
    claim.put(key(CallMetadata.ROLE), "os:admin");
    claim.put(key(CallMetadata.PROXY_FROM), "");

    String seen = hostname(client(authority, "os:reader"), claim);

    assertThat(seen).isEqualTo("[os:reader] []");
  }

  @Test
  void machinedHearsWhenTheAnswerOfAConfigIsWritten() throws Exception {
    var spoofed = new Metadata();
    spoofed.put(key(CallMetadata.ANSWER), "mine");
    var targets = new Metadata();
    targets.put(key(CallMetadata.NODES), "127.0.0.1");
    for (Metadata headers : List.of(spoofed, targets)) {
      var seen =
          client(authority, "os:admin")
              .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
              .applyConfiguration(ApplyConfigurationRequest.getDefaultInstance())
              .getMessages(0);
      assertThat(seen.getWarnings(0)).isNotEqualTo("mine");
      assertThat(seen.getWarnings(1)).startsWith("os:admin@127.0.0.1:");
      assertThat(machined.answered().poll(30, TimeUnit.SECONDS)).isEqualTo(seen.getWarnings(0));
    }
  }

  @Test
  void aReaderMayNotReboot() throws Exception {
    var stub = client(authority, "os:reader");

    assertThatThrownBy(() -> stub.reboot(RebootRequest.getDefaultInstance()))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED));
  }

  @Test
  void aMethodThatMachinedLacksIsUnimplementedThereAndNotHere() throws Exception {
    var stub = client(authority, "os:admin");

    assertThatThrownBy(() -> stub.reboot(RebootRequest.getDefaultInstance()))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED));
  }

  @Test
  void aCertificateOfAnotherAuthorityOpensNothing() throws Exception {
    CertificateAuthority stranger =
        CertificateAuthority.create(Subject.named("os"), KeyAlgorithm.ED25519, CLOCK, RANDOM);
    var stub = client(stranger, "os:admin");

    assertThatThrownBy(() -> hostname(stub, new Metadata()))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE));
  }

  @Test
  void aNodeThatNamesItselfIsServedHere() throws Exception {
    var target = new Metadata();
    target.put(key(CallMetadata.NODE), "127.0.0.1");

    assertThat(hostname(client(authority, "os:admin"), target)).isEqualTo("[os:admin] []");
  }

  @Test
  void aWorkerDoesNotForward() throws Exception {
    var target = new Metadata();
    target.put(key(CallMetadata.NODE), "192.0.2.1");
    var stub = client(authority, "os:admin");

    assertThatThrownBy(() -> hostname(stub, target))
        .hasMessageContaining("does not forward calls to 192.0.2.1");
  }

  @Test
  void severalTargetsGiveOneReplyWithTheNameOfEach() throws Exception {
    var targets = new Metadata();
    targets.put(key(CallMetadata.NODES), "127.0.0.1");
    targets.put(key(CallMetadata.NODES), "localhost");

    HostnameResponse reply =
        client(authority, "os:admin")
            .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(targets))
            .hostname(Empty.getDefaultInstance());

    assertThat(reply.getMessagesList())
        .extracting(message -> message.getMetadata().getHostname())
        .containsExactlyInAnyOrder("127.0.0.1", "localhost");
  }

  @Test
  void aLongStreamArrivesWhole() throws Exception {
    Iterator<Data> logs = client(authority, "os:admin").logs(LogsRequest.getDefaultInstance());

    long bytes = 0;
    while (logs.hasNext()) {
      bytes += logs.next().getBytes().size();
    }

    assertThat(bytes).isEqualTo((long) FakeMachined.CHUNKS * FakeMachined.CHUNK_BYTES);
  }

  @Test
  void maintenanceModeEndsForConnectionsThatItLetIn() throws Exception {
    machined.rotate(certificates(true));
    var stub = awaitMaintenance();
    assertThat(hostname(stub, new Metadata())).isEqualTo("[os:reader] []");

    machined.rotate(certificates(false));

    await(
        () -> {
          try {
            hostname(stub, new Metadata());
            return false;
          } catch (StatusRuntimeException e) {
            return e.getStatus().getCode() == Status.Code.UNAUTHENTICATED;
          }
        });
  }

  private MachineServiceGrpc.MachineServiceBlockingStub awaitMaintenance() throws Exception {
    var stub = anonymous();
    await(
        () -> {
          try {
            hostname(stub, new Metadata());
            return true;
          } catch (StatusRuntimeException e) {
            channel.resetConnectBackoff();
            return false;
          }
        });
    return stub;
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private static String hostname(
      MachineServiceGrpc.MachineServiceBlockingStub stub, Metadata headers) {
    return stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
        .hostname(Empty.getDefaultInstance())
        .getMessages(0)
        .getHostname();
  }

  private MachineServiceGrpc.MachineServiceBlockingStub client(
      CertificateAuthority issuer, String role) throws Exception {
    PemKeyPair pair = issuer.issueClient(List.of(role), CLOCK, DAY, RANDOM);
    return connect(SslContextBuilder.forClient().keyManager(Credentials.keyManager(encoded(pair))));
  }

  private MachineServiceGrpc.MachineServiceBlockingStub anonymous() throws Exception {
    return connect(SslContextBuilder.forClient());
  }

  private MachineServiceGrpc.MachineServiceBlockingStub connect(SslContextBuilder tls)
      throws Exception {
    tls.trustManager(Credentials.trust(List.of(ca())));
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", apid.port())
            .sslContext(GrpcSslContexts.configure(tls, SslProvider.JDK).build())
            .build();
    return MachineServiceGrpc.newBlockingStub(channel).withDeadlineAfter(60, TimeUnit.SECONDS);
  }

  private APICertsSpec certificates(boolean maintenance) throws Exception {
    PemKeyPair server =
        authority.issueServer(
            Subject.named("node"), AlternativeNames.of(List.of("127.0.0.1")), CLOCK, DAY, RANDOM);
    return APICertsSpec.newBuilder()
        .setServer(encoded(server))
        .addAcceptedCAs(ca())
        .setSkipVerifyingClientCert(maintenance)
        .build();
  }

  private PEMEncodedCertificate ca() {
    return PEMEncodedCertificate.newBuilder()
        .setCrt(ByteString.copyFromUtf8(Certificates.write(authority.certificate())))
        .build();
  }

  private static PEMEncodedCertificateAndKey encoded(PemKeyPair pair) {
    return PEMEncodedCertificateAndKey.newBuilder()
        .setCrt(ByteString.copyFromUtf8(pair.certificate()))
        .setKey(ByteString.copyFromUtf8(pair.key()))
        .build();
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }
}
