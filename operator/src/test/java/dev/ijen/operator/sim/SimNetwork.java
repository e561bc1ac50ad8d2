package dev.ijen.operator.sim;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The network to one machine. It loses questions, loses answers, and delivers questions late, after
 * the caller has given up.
 */
final class SimNetwork implements ClientInterceptor {
  private final BooleanSupplier reachable;
  private final BiConsumer<Duration, Runnable> timer;
  private final RandomGenerator random;
  private double faults;

  /**
   * Makes a network.
   *
   * @param reachable whether the machine is up
   */
  SimNetwork(
      BooleanSupplier reachable, BiConsumer<Duration, Runnable> timer, RandomGenerator random) {
    this.reachable = reachable;
    this.timer = timer;
    this.random = random;
  }

  /** The part of calls that go wrong, 0 to 1. */
  void faults(double part) {
    faults = part;
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    return new FaultyCall<>(() -> next.newCall(method, options));
  }

  private enum Fate {
    DELIVERED,
    QUESTION_LOST,
    ANSWER_LOST,
    LATE
  }

  private Fate fate() {
    if (!reachable.getAsBoolean()) {
      return Fate.QUESTION_LOST;
    }
    if (random.nextDouble() >= faults) {
      return Fate.DELIVERED;
    }
    return switch (random.nextInt(3)) {
      case 0 -> Fate.QUESTION_LOST;
      case 1 -> Fate.ANSWER_LOST;
      default -> Fate.LATE;
    };
  }

  /** All calls of the contract have one question, so that it is the moment to decide. */
  private final class FaultyCall<Q, A> extends ClientCall<Q, A> {
    private final java.util.function.Supplier<ClientCall<Q, A>> dial;
    private @Nullable Listener<A> listener;
    private @Nullable Q question;
    private @Nullable ClientCall<Q, A> real;
    private int requested;
    private boolean over;

    FaultyCall(java.util.function.Supplier<ClientCall<Q, A>> dial) {
      this.dial = dial;
    }

    @Override
    public void start(Listener<A> responses, Metadata headers) {
      listener = responses;
    }

    @Override
    public void request(int messages) {
      if (real != null) {
        real.request(messages);
      } else {
        requested += messages;
      }
    }

    @Override
    public void cancel(@Nullable String message, @Nullable Throwable cause) {
      over = true;
      if (real != null) {
        real.cancel(message, cause);
      }
    }

    @Override
    public void sendMessage(Q message) {
      question = message;
    }

    @Override
    public void halfClose() {
      Listener<A> responses = java.util.Objects.requireNonNull(listener);
      switch (fate()) {
        case DELIVERED -> real = forward(responses);
        case QUESTION_LOST -> close(responses, Status.UNAVAILABLE);
        case ANSWER_LOST -> {
          forward(new Listener<>() {});
          close(responses, Status.UNAVAILABLE);
        }
        case LATE -> {
          timer.accept(Duration.ofSeconds(random.nextInt(1, 90)), this::deliverLate);
          close(responses, Status.DEADLINE_EXCEEDED);
        }
      }
    }

    private void deliverLate() {
      if (reachable.getAsBoolean()) {
        forward(new Listener<>() {});
      }
    }

    private ClientCall<Q, A> forward(Listener<A> responses) {
      ClientCall<Q, A> call = dial.get();
      call.start(responses, new Metadata());
      call.request(Math.max(2, requested));
      call.sendMessage(java.util.Objects.requireNonNull(question));
      call.halfClose();
      return call;
    }

    private void close(Listener<A> responses, Status status) {
      if (!over) {
        over = true;
        responses.onClose(status, new Metadata());
      }
    }
  }
}
