package dev.ijen.client;

import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Answers that arrive one after the other. The node is held back while nobody reads. Closing early
 * cancels the call. For one thread.
 */
public final class NodeStream<T> implements AutoCloseable {
  /** Looks at an element before the reader gets it. */
  @FunctionalInterface
  interface Check<T> {
    void accept(T element) throws NodeCallException;
  }

  private final String node;
  private final BlockingClientCall<?, T> call;
  private final Check<T> check;

  NodeStream(String node, BlockingClientCall<?, T> call, Check<T> check) {
    this.node = node;
    this.call = call;
    this.check = check;
  }

  /**
   * Waits for the next element.
   *
   * @return empty when the node ended the stream in good order
   */
  public Optional<T> next() throws NodeCallException, InterruptedException {
    try {
      return checked(call.read());
    } catch (StatusException e) {
      throw Failures.of(node, e.getStatus());
    }
  }

  /**
   * Waits for the next element, but not for ever.
   *
   * @return empty when the stream ended or the time is over
   */
  public Optional<T> next(Duration longest) throws NodeCallException, InterruptedException {
    try {
      return checked(call.read(longest.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException _) {
      return Optional.empty();
    } catch (StatusException e) {
      throw Failures.of(node, e.getStatus());
    }
  }

  /** Reads to the end. */
  public List<T> toList() throws NodeCallException, InterruptedException {
    var elements = new ArrayList<T>();
    for (Optional<T> next = next(); next.isPresent(); next = next()) {
      elements.add(next.get());
    }
    return List.copyOf(elements);
  }

  @Override
  public void close() {
    call.cancel("closed by the reader", Status.CANCELLED.asException());
  }

  private Optional<T> checked(@Nullable T element) throws NodeCallException {
    if (element != null) {
      check.accept(element);
    }
    return Optional.ofNullable(element);
  }
}
