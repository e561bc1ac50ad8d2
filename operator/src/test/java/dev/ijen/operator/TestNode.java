package dev.ijen.operator;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import dev.ijen.api.cosi.GetRequest;
import dev.ijen.api.cosi.GetResponse;
import dev.ijen.api.cosi.Resource;
import dev.ijen.api.cosi.Spec;
import dev.ijen.api.cosi.StateGrpc;
import dev.ijen.api.machine.ApplyConfiguration;
import dev.ijen.api.machine.ApplyConfigurationRequest;
import dev.ijen.api.machine.ApplyConfigurationResponse;
import dev.ijen.api.machine.Hostname;
import dev.ijen.api.machine.HostnameResponse;
import dev.ijen.api.machine.MachineServiceGrpc;
import dev.ijen.api.machine.Version;
import dev.ijen.api.machine.VersionInfo;
import dev.ijen.api.machine.VersionResponse;
import dev.ijen.api.resource.config.MachineConfigSpec;
import dev.ijen.config.ConfigException;
import dev.ijen.config.MachineConfig;
import dev.ijen.pki.PkiException;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A node of a {@link TestCluster}: real gRPC over real mutual TLS on a loopback port. It keeps the
 * config it is given, shows it as the resource that real nodes show, and refuses what does not
 * decode.
 */
public final class TestNode implements AutoCloseable {
  private final AtomicReference<String> config;
  private final Queue<ApplyConfigurationRequest> requests = new ConcurrentLinkedQueue<>();
  private final AtomicReference<String> refusal = new AtomicReference<>("");
  private final AtomicInteger looks = new AtomicInteger();
  private final Server server;
  private final String address;

  private TestNode(TestCluster cluster) throws IOException, PkiException, ConfigException {
    config = new AtomicReference<>(cluster.baseConfig());
    server = cluster.server().addService(new Machine()).addService(new State()).build().start();
    address = "127.0.0.1:" + server.getPort();
  }

  /** Starts a node that runs the base config, on any free port. */
  public static TestNode start(TestCluster cluster)
      throws IOException, PkiException, ConfigException {
    return new TestNode(cluster);
  }

  /** Where the node listens. */
  public String address() {
    return address;
  }

  /** The config that the node runs. */
  public MachineConfig config() throws ConfigException {
    return MachineConfig.decode(config.get());
  }

  /** Changes the config behind the operator's back. */
  public void changeByHand(String yaml) {
    config.set(yaml);
  }

  /** Refuses all configs from now on with these words; empty ends it. */
  public void refuse(String words) {
    refusal.set(words);
  }

  /** How often someone asked for the config. */
  public int looks() {
    return looks.get();
  }

  /** The configs that were sent. */
  public List<ApplyConfigurationRequest> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private final class Machine extends MachineServiceGrpc.MachineServiceImplBase {
    @Override
    public void version(Empty request, StreamObserver<VersionResponse> out) {
      var version = Version.newBuilder().setVersion(VersionInfo.newBuilder().setTag("v1.14.0"));
      answer(out, VersionResponse.newBuilder().addMessages(version).build());
    }

    @Override
    public void hostname(Empty request, StreamObserver<HostnameResponse> out) {
      var name = Hostname.newBuilder().setHostname("node-1");
      answer(out, HostnameResponse.newBuilder().addMessages(name).build());
    }

    @Override
    public void applyConfiguration(
        ApplyConfigurationRequest request, StreamObserver<ApplyConfigurationResponse> out) {
      requests.add(request);
      String yaml = request.getData().toStringUtf8();
      try {
        MachineConfig.decode(yaml);
      } catch (ConfigException e) {
        refusal.set(e.getMessage());
      }
      if (!refusal.get().isEmpty()) {
        out.onError(Status.INVALID_ARGUMENT.withDescription(refusal.get()).asException());
        return;
      }
      config.set(yaml);
      var reply = ApplyConfiguration.newBuilder().setMode(request.getMode());
      answer(out, ApplyConfigurationResponse.newBuilder().addMessages(reply).build());
    }
  }

  private final class State extends StateGrpc.StateImplBase {
    @Override
    public void get(GetRequest request, StreamObserver<GetResponse> out) {
      if (!request.getType().equals("MachineConfigs.config.talos.dev")) {
        out.onError(Status.NOT_FOUND.asException());
        return;
      }
      looks.incrementAndGet();
      var spec =
          MachineConfigSpec.newBuilder().setYamlMarshalled(ByteString.copyFromUtf8(config.get()));
      answer(
          out,
          GetResponse.newBuilder()
              .setResource(
                  Resource.newBuilder()
                      .setSpec(Spec.newBuilder().setProtoSpec(spec.build().toByteString())))
              .build());
    }
  }

  private static <T> void answer(StreamObserver<T> out, T reply) {
    out.onNext(reply);
    out.onCompleted();
  }
}
