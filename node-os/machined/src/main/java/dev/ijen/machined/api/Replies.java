package dev.ijen.machined.api;

import dev.ijen.machined.platform.NodeException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what a method returned, or the status that stands for what it threw. */
final class Replies {
  private static final Logger log = LoggerFactory.getLogger(Replies.class);

  private Replies() {}

  /** Answers with one message. */
  static <T> void unary(StreamObserver<T> out, Callable<T> method) {
    T reply;
    try {
      reply = method.call();
    } catch (Exception e) {
      out.onError(status(e));
      return;
    }
    out.onNext(reply);
    out.onCompleted();
  }

  /** The one table from what the node threw to a status. */
  static StatusRuntimeException status(Exception e) {
    return switch (e) {
      case StatusRuntimeException status -> status;
      case NodeException node -> code(node).withDescription(node.getMessage()).asRuntimeException();
      case InterruptedException _ ->
          Status.CANCELLED.withDescription("cancelled").asRuntimeException();
      default -> {
        log.atError().setCause(e).log("call failed");
        yield Status.INTERNAL.withDescription(e.toString()).asRuntimeException();
      }
    };
  }

  private static Status code(NodeException e) {
    return switch (e.reason()) {
      case INVALID -> Status.INVALID_ARGUMENT;
      case NOT_FOUND -> Status.NOT_FOUND;
      case NOT_NOW -> Status.FAILED_PRECONDITION;
      case EXISTS -> Status.ALREADY_EXISTS;
      case CONFLICT -> Status.ABORTED;
      case UNAVAILABLE -> Status.UNAVAILABLE;
      case UNSUPPORTED -> Status.UNIMPLEMENTED;
    };
  }
}
