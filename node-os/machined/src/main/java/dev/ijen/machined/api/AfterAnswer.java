package dev.ijen.machined.api;

import dev.ijen.access.CallMetadata;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds work back until the answer of a call is written, because the work may cut the caller off: a
 * new address, a reboot. For a call that came through apid that is when apid says so.
 */
final class AfterAnswer implements ServerInterceptor {
  private static final Context.Key<Held> HELD = Context.key("ijen-after-answer");
  private static final Metadata.Key<String> ANSWER =
      Metadata.Key.of(CallMetadata.ANSWER, Metadata.ASCII_STRING_MARSHALLER);

  private final Answers answers;

  AfterAnswer(Answers answers) {
    this.answers = answers;
  }

  /** Runs the work once the answer of the call that this thread serves is written. */
  static void then(Runnable work) {
    HELD.get().add(work);
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    @Nullable String id = headers.get(ANSWER);
    if (id != null) {
      answers.expect(id);
    }
    var held = new Held();
    Context context = Context.current().withValue(HELD, held);
    return new SimpleForwardingServerCallListener<>(
        Contexts.interceptCall(context, call, headers, next)) {
      @Override
      public void onComplete() {
        super.onComplete();
        written();
      }

      @Override
      public void onCancel() {
        super.onCancel();
        written();
      }

      private void written() {
        Thread.ofVirtual().name("after-answer").start(() -> release(held, id));
      }
    };
  }

  private void release(Held held, @Nullable String id) {
    if (id != null) {
      answers.await(id);
    }
    held.release().forEach(Runnable::run);
  }

  /** The work of one call. */
  private static final class Held {
    private final List<Runnable> work = new ArrayList<>(); // guarded by this
    private boolean released; // guarded by this

    void add(Runnable more) {
      synchronized (this) {
        if (!released) {
          work.add(more);
          return;
        }
      }
      more.run(); // the caller is gone already
    }

    synchronized List<Runnable> release() {
      released = true;
      return List.copyOf(work);
    }
  }
}
