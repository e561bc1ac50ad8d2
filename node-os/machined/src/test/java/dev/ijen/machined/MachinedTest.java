package dev.ijen.machined;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import dev.ijen.api.cosi.Event;
import dev.ijen.api.cosi.StateGrpc;
import dev.ijen.api.cosi.WatchRequest;
import dev.ijen.api.cosi.WatchResponse;
import dev.ijen.api.machine.ApplyConfigurationRequest;
import dev.ijen.api.machine.MachineServiceGrpc;
import dev.ijen.api.machine.RebootRequest;
import dev.ijen.api.resource.enums.RuntimeMachineStage;
import dev.ijen.api.resource.runtime.MachineStatusSpec;
import dev.ijen.api.resource.secrets.APICertsSpec;
import dev.ijen.config.generate.ClusterInput;
import dev.ijen.config.generate.ConfigGenerator;
import dev.ijen.config.generate.SecretsBundle;
import dev.ijen.linux.Linux;
import dev.ijen.machined.platform.KernelCommandLine;
import dev.ijen.machined.platform.Mode;
import dev.ijen.machined.platform.NodePaths;
import dev.ijen.machined.sequencer.Outcome;
import dev.ijen.pki.Certificates;
import dev.ijen.testing.FakeHostIdentity;
import dev.ijen.testing.FakeKernelLog;
import dev.ijen.testing.FakeNetwork;
import dev.ijen.testing.FakePacketSockets;
import dev.ijen.testing.FakeSysctls;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.unix.DomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class MachinedTest {
  @TempDir private Path root;

  private final EventLoopGroup loops = new EpollEventLoopGroup(1);
  private Machined machined;
  private ManagedChannel channel;

  @BeforeEach
  void start() throws Exception {
    Files.createDirectories(root.resolve("system/state"));
    machined =
        Machined.start(
            Mode.CONTAINER,
            new NodePaths(root),
            KernelCommandLine.parse("ijen.platform=container"),
            linux());
    Path socket = root.resolve("system/run/machined/machine.sock");
    channel =
        NettyChannelBuilder.forAddress(new DomainSocketAddress(socket.toString()))
            .channelType(EpollDomainSocketChannel.class, DomainSocketAddress.class)
            .eventLoopGroup(loops)
            .usePlaintext()
            .overrideAuthority("localhost")
            .build();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    machined.close();
    loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Test
  void fromMaintenanceModeToAConfigAndToTheEnd() throws Exception {
    APICertsSpec maintenance = certificates(APICertsSpec::getSkipVerifyingClientCert);
    assertThat(
            Certificates.readFirst(maintenance.getServer().getCrt().toStringUtf8())
                .getSubjectX500Principal()
                .getName())
        .contains("maintenance-service");
    awaitStage(RuntimeMachineStage.MACHINE_STAGE_MAINTENANCE);

    var secrets = SecretsBundle.generate(Clock.systemUTC(), new SecureRandom());
    var input = ClusterInput.of("c", "https://10.0.0.1:6443", secrets);
    String config = ConfigGenerator.generate(input).controlPlane().encode();
    var reply =
        machine()
            .applyConfiguration(
                ApplyConfigurationRequest.newBuilder()
                    .setData(ByteString.copyFromUtf8(config))
                    .setMode(ApplyConfigurationRequest.Mode.AUTO)
                    .build())
            .getMessages(0);
    assertThat(reply.getModeDetails()).startsWith("Applied configuration");

    APICertsSpec certificates = certificates(certs -> !certs.getSkipVerifyingClientCert());
    var server = Certificates.readFirst(certificates.getServer().getCrt().toStringUtf8());
    var authority = Certificates.readFirst(certificates.getAcceptedCAs(0).getCrt().toStringUtf8());
    server.verify(authority.getPublicKey());
    assertThat(certificates.getClient().getKey().isEmpty()).isFalse();
    awaitStage(RuntimeMachineStage.MACHINE_STAGE_BOOTING);
    assertThat(Files.readString(root.resolve("system/state/config.yaml"))).isEqualTo(config);
    assertThat(Files.readString(root.resolve("system/etc/machine-id"))).hasSize(33);

    machine().reboot(RebootRequest.getDefaultInstance());
    assertThat(machined.await()).isEqualTo(new Outcome.Reboot());
  }

  @Test
  void servicesAreListedWithWhatTheyWaitFor() throws Exception {
    certificates(certs -> true);
    var services =
        machine().serviceList(Empty.getDefaultInstance()).getMessages(0).getServicesList();
    assertThat(services)
        .extracting("id")
        .containsExactly("apid", "containerd", "cri", "etcd", "kubelet", "machined");
    assertThat(services.getFirst().getEvents().getEventsList())
        .anyMatch(
            event -> event.getMsg().equals("Waiting for service \"containerd\" to be \"up\""));
  }

  private void awaitStage(RuntimeMachineStage stage) throws Exception {
    Iterator<WatchResponse> events =
        watch("runtime", "MachineStatuses.runtime.talos.dev", "machine");
    while (true) {
      for (Event event : events.next().getEventList()) {
        var status = MachineStatusSpec.parseFrom(event.getResource().getSpec().getProtoSpec());
        if (status.getStage() == stage) {
          return;
        }
      }
    }
  }

  private APICertsSpec certificates(Predicate<APICertsSpec> wanted) throws Exception {
    Iterator<WatchResponse> events = watch("secrets", "ApiCertificates.secrets.talos.dev", "api");
    while (true) {
      for (Event event : events.next().getEventList()) {
        var certificates = APICertsSpec.parseFrom(event.getResource().getSpec().getProtoSpec());
        if (!certificates.getServer().getCrt().isEmpty() && wanted.test(certificates)) {
          return certificates;
        }
      }
    }
  }

  private Iterator<WatchResponse> watch(String namespace, String type, String id) {
    return StateGrpc.newBlockingStub(channel)
        .withWaitForReady()
        .withDeadlineAfter(60, TimeUnit.SECONDS)
        .watch(
            WatchRequest.newBuilder()
                .setNamespace(namespace)
                .setType(type)
                .setId(id)
                .setApiVersion(1)
                .build());
  }

  private MachineServiceGrpc.MachineServiceBlockingStub machine() {
    return MachineServiceGrpc.newBlockingStub(channel).withWaitForReady();
  }

  /** A kernel of which this test may change everything. */
  private static Linux linux() {
    var network = new FakeNetwork().withVeth(2, "eth0", "52:54:00:00:00:01");
    Linux real = Linux.running();
    return new Linux(
        new FakeHostIdentity(),
        real.mounts(),
        real.modules(),
        network.links(),
        network.addresses(),
        network.routes(),
        network.events(),
        new FakePacketSockets(network.links()),
        real.blockDevices(),
        real.filesystems(),
        new FakeKernelLog(),
        new FakeSysctls(),
        real.processes(),
        real.efiVariables());
  }
}
