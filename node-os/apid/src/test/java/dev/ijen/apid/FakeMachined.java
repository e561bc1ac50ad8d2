package dev.ijen.apid;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import dev.ijen.access.CallMetadata;
import dev.ijen.api.apid.AnsweredRequest;
import dev.ijen.api.apid.ApidServiceGrpc;
import dev.ijen.api.common.Data;
import dev.ijen.api.cosi.Event;
import dev.ijen.api.cosi.EventType;
import dev.ijen.api.cosi.Resource;
import dev.ijen.api.cosi.Spec;
import dev.ijen.api.cosi.StateGrpc;
import dev.ijen.api.cosi.WatchRequest;
import dev.ijen.api.cosi.WatchResponse;
import dev.ijen.api.machine.ApplyConfiguration;
import dev.ijen.api.machine.ApplyConfigurationRequest;
import dev.ijen.api.machine.ApplyConfigurationResponse;
import dev.ijen.api.machine.Hostname;
import dev.ijen.api.machine.HostnameResponse;
import dev.ijen.api.machine.LogsRequest;
import dev.ijen.api.machine.MachineServiceGrpc;
import dev.ijen.api.resource.secrets.APICertsSpec;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * machined as apid sees it: a gRPC server on a unix socket that keeps certificates and answers a
 * few methods.
 */
final class FakeMachined implements AutoCloseable {
  static final int CHUNKS = 200;
  static final int CHUNK_BYTES = 16 << 10;

  private static final Metadata.Key<String> ANSWER =
      Metadata.Key.of(CallMetadata.ANSWER, Metadata.ASCII_STRING_MARSHALLER);
  private static final Metadata.Key<String> PEER =
      Metadata.Key.of(CallMetadata.PEER, Metadata.ASCII_STRING_MARSHALLER);
  private static final Context.Key<Metadata> HEADERS = Context.key("headers");

  private final EventLoopGroup loop = new EpollEventLoopGroup(1);
  private final List<StreamObserver<WatchResponse>> watchers = new CopyOnWriteArrayList<>();
  private final BlockingQueue<String> answered = new LinkedBlockingQueue<>();
  private final Server server;
  private volatile APICertsSpec certificates;

  FakeMachined(Path socket, APICertsSpec certificates) throws IOException {
    this.certificates = certificates;
    this.server =
        NettyServerBuilder.forAddress(new DomainSocketAddress(socket.toString()))
            .bossEventLoopGroup(loop)
            .workerEventLoopGroup(loop)
            .channelType(EpollServerDomainSocketChannel.class)
            .intercept(new KeepHeaders())
            .addService(new StateService())
            .addService(new MachineService())
            .addService(new ApidService())
            .build()
            .start();
  }

  /** The names of calls of which apid said that the answer is written. */
  BlockingQueue<String> answered() {
    return answered;
  }

  /** Replaces the certificates and tells those who watch. */
  void rotate(APICertsSpec replacement) {
    certificates = replacement;
    watchers.forEach(watcher -> watcher.onNext(event(EventType.UPDATED)));
  }

  private WatchResponse event(EventType type) {
    Spec spec = Spec.newBuilder().setProtoSpec(certificates.toByteString()).build();
    return WatchResponse.newBuilder()
        .addEvent(
            Event.newBuilder().setEventType(type).setResource(Resource.newBuilder().setSpec(spec)))
        .build();
  }

  @Override
  public void close() {
    server.shutdownNow();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
  }

  private final class StateService extends StateGrpc.StateImplBase {
    @Override
    public void watch(WatchRequest request, StreamObserver<WatchResponse> out) {
      out.onNext(WatchResponse.getDefaultInstance());
      out.onNext(event(EventType.CREATED));
      watchers.add(out);
    }
  }

  private final class ApidService extends ApidServiceGrpc.ApidServiceImplBase {
    @Override
    public void answered(AnsweredRequest request, StreamObserver<Empty> out) {
      answered.add(request.getId());
      out.onNext(Empty.getDefaultInstance());
      out.onCompleted();
    }
  }

  private static final class MachineService extends MachineServiceGrpc.MachineServiceImplBase {
    /** Answers with the name under which it wants to hear that the answer is written. */
    @Override
    public void applyConfiguration(
        ApplyConfigurationRequest request, StreamObserver<ApplyConfigurationResponse> out) {
      String id = HEADERS.get().get(ANSWER);
      String peer = HEADERS.get().get(PEER);
      out.onNext(
          ApplyConfigurationResponse.newBuilder()
              .addMessages(ApplyConfiguration.newBuilder().addWarnings(id).addWarnings(peer))
              .build());
      out.onCompleted();
    }

    /**
     * Answers with the roles and the peer that arrived, so that a test sees what machined would
     * believe.
     */
    @Override
    public void hostname(Empty request, StreamObserver<HostnameResponse> out) {
      Metadata headers = HEADERS.get();
      String seen = Forward.claimedRoles(headers) + " " + Forward.node(headers);
      out.onNext(
          HostnameResponse.newBuilder()
              .addMessages(Hostname.newBuilder().setHostname(seen))
              .build());
      out.onCompleted();
    }

    @Override
    public void logs(LogsRequest request, StreamObserver<Data> out) {
      Data chunk = Data.newBuilder().setBytes(ByteString.copyFrom(new byte[CHUNK_BYTES])).build();
      for (int i = 0; i < CHUNKS; i++) {
        out.onNext(chunk);
      }
      out.onCompleted();
    }
  }

  private static final class KeepHeaders implements ServerInterceptor {
    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
      return Contexts.interceptCall(
          Context.current().withValue(HEADERS, headers), call, headers, next);
    }
  }
}
