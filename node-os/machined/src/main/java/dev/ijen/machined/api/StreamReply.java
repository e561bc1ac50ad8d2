package dev.ijen.machined.api;

import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Semaphore;

/** Sends messages from a thread of its own, at the speed of the reader. */
final class StreamReply<T> {
  private final ServerCallStreamObserver<T> out;
  private final Semaphore ready = new Semaphore(0);

  private StreamReply(ServerCallStreamObserver<T> out) {
    this.out = out;
  }

  /** What produces the messages. */
  @FunctionalInterface
  interface Source<T> {
    /** Sends all messages; the stream ends when this returns. */
    void sendTo(StreamReply<T> reply) throws Exception;
  }

  /**
   * Runs a source on a virtual thread, which is interrupted when the reader goes away; returns at
   * once.
   */
  static <T> void run(StreamObserver<T> observer, Source<T> source) {
    run(observer, source, true);
  }

  /**
   * The same for a change that goes on to its end when the reader goes away: what it sends then is
   * lost.
   */
  static <T> void runToEnd(StreamObserver<T> observer, Source<T> source) {
    run(observer, source, false);
  }

  private static <T> void run(
      StreamObserver<T> observer, Source<T> source, boolean endsWithReader) {
    var out = (ServerCallStreamObserver<T>) observer;
    var reply = new StreamReply<>(out);
    Runnable work = Context.current().wrap(() -> reply.work(source));
    Thread thread = Thread.ofVirtual().name("stream").unstarted(work);
    out.setOnReadyHandler(reply.ready::release);
    out.setOnCancelHandler(endsWithReader ? thread::interrupt : reply.ready::release);
    thread.start();
  }

  /** Sends one message, waiting until the reader can take it. */
  void send(T message) throws InterruptedException {
    while (!out.isReady() && !out.isCancelled()) {
      ready.acquire();
    }
    if (!out.isCancelled()) {
      out.onNext(message);
    }
  }

  private void work(Source<T> source) {
    try {
      source.sendTo(this);
      if (!out.isCancelled()) {
        out.onCompleted();
      }
    } catch (Exception e) {
      if (!out.isCancelled()) {
        out.onError(Replies.status(e));
      }
    }
  }
}
