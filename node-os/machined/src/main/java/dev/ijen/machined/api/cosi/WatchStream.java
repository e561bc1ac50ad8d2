package dev.ijen.machined.api.cosi;

import dev.ijen.api.cosi.Event;
import dev.ijen.api.cosi.EventType;
import dev.ijen.api.cosi.WatchRequest;
import dev.ijen.api.cosi.WatchResponse;
import dev.ijen.runtime.state.StateEvent;
import dev.ijen.runtime.state.Watch;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Sends the events of one watch on a virtual thread. It takes an event only when the client has
 * room, so that a client that does not read falls behind in the bounded queue of the state, and is
 * told so.
 */
final class WatchStream {

  /** How long the state is asked for events before it is asked again. */
  private static final Duration TURN = Duration.ofMinutes(1);

  /** How many events travel in one message at most. */
  private static final int BATCH = 256;

  private final Watch<Object> watch;
  private final WatchEvents events;
  private final ServerCallStreamObserver<WatchResponse> out;
  private final WatchRequest request;
  private final Semaphore room = new Semaphore(0);

  WatchStream(
      Watch<Object> watch,
      WatchEvents events,
      ServerCallStreamObserver<WatchResponse> out,
      WatchRequest request) {
    this.watch = watch;
    this.events = events;
    this.out = out;
    this.request = request;
  }

  /** Tells the client that the watch is set up, and goes on in the background. */
  void start() {
    out.setOnReadyHandler(room::release);
    out.setOnCancelHandler(this::end);
    out.onNext(WatchResponse.getDefaultInstance());
    Thread.ofVirtual().name("watch " + request.getType()).start(this::run);
  }

  private void end() {
    watch.close();
    room.release();
  }

  private void run() {
    try (watch) {
      while (!out.isCancelled()) {
        send(next());
        awaitRoom();
      }
    } catch (IllegalStateException e) {
      if (!out.isCancelled()) {
        fail(e);
      }
    } catch (InterruptedException _) {
      out.onError(Status.UNAVAILABLE.withDescription("node is stopping").asRuntimeException());
    }
  }

  private void awaitRoom() throws InterruptedException {
    while (!out.isReady() && !out.isCancelled()) {
      room.acquire();
      room.drainPermits();
    }
  }

  private List<Event> next() throws InterruptedException {
    var batch = new ArrayList<Event>();
    Optional<StateEvent<Object>> event = watch.next(TURN);
    event.flatMap(events::encode).ifPresent(batch::add);
    boolean more = request.getOptions().getAggregated();
    while (more && event.isPresent() && batch.size() < BATCH) {
      event = watch.next(Duration.ZERO);
      event.flatMap(events::encode).ifPresent(batch::add);
    }
    return batch;
  }

  private void send(List<Event> batch) {
    if (!batch.isEmpty()) {
      out.onNext(WatchResponse.newBuilder().addAllEvent(batch).build());
    }
  }

  /** The client fell behind: the last event says so to those who know such events. */
  private void fail(IllegalStateException e) {
    String reason = String.valueOf(e.getMessage());
    if (request.getApiVersion() < 1) {
      out.onError(Status.ABORTED.withDescription(reason).asRuntimeException());
      return;
    }
    Event error = Event.newBuilder().setEventType(EventType.ERRORED).setError(reason).build();
    out.onNext(WatchResponse.newBuilder().addEvent(error).build());
    out.onCompleted();
  }
}
