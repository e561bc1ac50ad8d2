package dev.ijen.operator.fleet;

import com.google.protobuf.Empty;
import dev.ijen.api.fleet.CheckRequest;
import dev.ijen.api.fleet.CheckResponse;
import dev.ijen.api.fleet.FleetServiceGrpc;
import dev.ijen.api.fleet.FleetServiceGrpc.FleetServiceStub;
import dev.ijen.api.fleet.NodeStatus;
import dev.ijen.api.fleet.Release;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Nodes that are watched over a stream each. A stream that ends is opened again; meanwhile the node
 * counts as silent. For any thread.
 */
public final class StreamingFleet implements Fleet, AutoCloseable {
  /** A node that cannot be watched is tried again after this time. */
  static final Duration RECONNECT = Duration.ofSeconds(5);

  private static final long POLL_SECONDS = 10;
  private static final int MAX_CALLS = 5000;

  /** Does something later. */
  @FunctionalInterface
  public interface Timer {
    /** Runs it once after the time. */
    void after(Duration time, Runnable task);
  }

  private final Map<String, Link> links = new ConcurrentHashMap<>();
  private final Map<String, CallState> calls = new ConcurrentHashMap<>();
  private final ConfigSource configs;
  private final Timer timer;
  private final InstantSource clock;
  private final Consumer<String> changed;

  /**
   * Makes a fleet without nodes.
   *
   * @param changed told the name of a machine whose node, or whose call, changed
   */
  public StreamingFleet(
      ConfigSource configs, Timer timer, InstantSource clock, Consumer<String> changed) {
    this.configs = configs;
    this.timer = timer;
    this.clock = clock;
    this.changed = changed;
  }

  /** Watches the node of a machine over a channel, which stays the caller's. */
  public void watch(String machine, Channel channel) {
    var link = new Link(machine, FleetServiceGrpc.newStub(channel));
    Link before = links.put(machine, link);
    if (before != null) {
      before.close();
    }
    link.open();
  }

  /** Forgets a machine. */
  public void forget(String machine) {
    Link link = links.remove(machine);
    if (link != null) {
      link.close();
    }
  }

  /** Asks a node for its state, in case its stream is dead and nobody noticed. */
  public void poll(String machine) {
    Link link = links.get(machine);
    if (link != null) {
      link.poll();
    }
  }

  /** The same, unless the node was heard within this time. */
  public void poll(String machine, Duration silence) {
    Link link = links.get(machine);
    if (link != null && link.isSilentFor(silence)) {
      link.poll();
    }
  }

  /** Asks a node whether it can take a release; nothing is written. */
  public CompletableFuture<CheckResponse> check(String machine, String image, boolean downgrade) {
    var answer = new CompletableFuture<CheckResponse>();
    Link link = links.get(machine);
    if (link == null) {
      answer.completeExceptionally(new IllegalStateException(machine + " is not known"));
      return answer;
    }
    CheckRequest request =
        CheckRequest.newBuilder()
            .setRelease(Release.newBuilder().setImage(image))
            .setAllowDowngrade(downgrade)
            .build();
    link.stub
        .withDeadlineAfter(POLL_SECONDS, TimeUnit.SECONDS)
        .check(request, new Future<>(answer));
    return answer;
  }

  private record Future<T>(CompletableFuture<T> future) implements StreamObserver<T> {
    @Override
    public void onNext(T value) {
      future.complete(value);
    }

    @Override
    public void onError(Throwable error) {
      future.completeExceptionally(error);
    }

    @Override
    public void onCompleted() {}
  }

  @Override
  public Optional<NodeState> state(String machine) {
    Link link = links.get(machine);
    return link == null ? Optional.empty() : Optional.ofNullable(link.state);
  }

  @Override
  public Map<String, CallState> calls() {
    return Collections.unmodifiableMap(calls);
  }

  @Override
  public void call(NodeCall call, long epoch, String actor) {
    Link link = links.get(call.machine());
    if (link == null || calls.get(call.operation()) instanceof CallState.InFlight) {
      return;
    }
    if (calls.size() > MAX_CALLS) {
      calls.values().removeIf(state -> !(state instanceof CallState.InFlight));
    }
    calls.put(call.operation(), new CallState.InFlight());
    Consumer<CallState> done =
        state -> {
          calls.put(call.operation(), state);
          changed.accept(call.machine());
        };
    new FleetCalls(link.stub, configs, clock, epoch, actor, done).start(call);
  }

  @Override
  public void close() {
    links.values().forEach(Link::close);
    links.clear();
  }

  private final class Link {
    private final String machine;
    private final FleetServiceStub stub;
    private volatile @Nullable NodeState state;
    private volatile boolean closed;
    private volatile Instant heard = Instant.MIN;
    private Context.@Nullable CancellableContext stream;

    Link(String machine, FleetServiceStub stub) {
      this.machine = machine;
      this.stub = stub;
    }

    void open() {
      if (closed) {
        return;
      }
      Context.CancellableContext context = Context.ROOT.withCancellation();
      synchronized (this) {
        stream = context;
      }
      context.run(() -> stub.watch(Empty.getDefaultInstance(), new Watcher(context)));
    }

    void poll() {
      stub.withDeadlineAfter(POLL_SECONDS, TimeUnit.SECONDS)
          .status(Empty.getDefaultInstance(), new Poller());
    }

    boolean isSilentFor(Duration time) {
      return heard.isBefore(clock.instant().minus(time));
    }

    void close() {
      closed = true;
      Context.CancellableContext open;
      synchronized (this) {
        open = stream;
        stream = null;
      }
      if (open != null) {
        open.cancel(null);
      }
    }

    void see(NodeStatus status) {
      heard = clock.instant();
      NodeState now = NodeStates.decode(status);
      if (!closed && !now.equals(state)) {
        state = now;
        changed.accept(machine);
      }
    }

    void lose(Context.CancellableContext of) {
      synchronized (this) {
        if (closed || stream != of) {
          return;
        }
        stream = null;
      }
      of.cancel(null);
      silence();
      timer.after(RECONNECT, this::open);
    }

    void silence() {
      if (state != null) {
        state = null;
        changed.accept(machine);
      }
    }

    private final class Watcher implements StreamObserver<NodeStatus> {
      private final Context.CancellableContext context;

      Watcher(Context.CancellableContext context) {
        this.context = context;
      }

      @Override
      public void onNext(NodeStatus status) {
        see(status);
      }

      @Override
      public void onError(Throwable error) {
        lose(context);
      }

      @Override
      public void onCompleted() {
        lose(context);
      }
    }

    /** A poll that fails ends the stream too: it would have ended by itself, but perhaps later. */
    private final class Poller implements StreamObserver<NodeStatus> {
      @Override
      public void onNext(NodeStatus status) {
        see(status);
      }

      @Override
      public void onError(Throwable error) {
        Context.CancellableContext open;
        synchronized (Link.this) {
          open = stream;
        }
        if (open != null) {
          lose(open);
        }
      }

      @Override
      public void onCompleted() {}
    }
  }
}
