package dev.ijen.apid;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * Joins the call of a client with a call to a server, message by message in both directions. Flow
 * control goes end to end: a side is asked for its next message only when the other side is ready
 * for it.
 */
final class Relay {
  private final ServerCall<byte[], byte[]> front;
  private final ClientCall<byte[], byte[]> back;
  private final Pace requests;
  private final Pace replies;

  private Relay(ServerCall<byte[], byte[]> front, ClientCall<byte[], byte[]> back) {
    this.front = front;
    this.back = back;
    this.requests = new Pace(front::request, back::isReady);
    this.replies = new Pace(back::request, front::isReady);
  }

  /** Starts the call to the server and returns who listens to the client. */
  static ServerCall.Listener<byte[]> start(
      ServerCall<byte[], byte[]> front, ClientCall<byte[], byte[]> back, Metadata headers) {
    var relay = new Relay(front, back);
    back.start(relay.new FromServer(), headers);
    front.request(1);
    back.request(1);
    return relay.new FromClient();
  }

  /** Asks for the next message now, or as soon as the receiver is ready for it. */
  private static final class Pace {
    private final IntConsumer ask;
    private final BooleanSupplier receiverReady;
    private boolean owed;

    Pace(IntConsumer ask, BooleanSupplier receiverReady) {
      this.ask = ask;
      this.receiverReady = receiverReady;
    }

    void passed() {
      synchronized (this) {
        if (!receiverReady.getAsBoolean()) {
          owed = true;
          return;
        }
      }
      ask.accept(1);
    }

    void ready() {
      synchronized (this) {
        if (!owed) {
          return;
        }
        owed = false;
      }
      ask.accept(1);
    }
  }

  private final class FromClient extends ServerCall.Listener<byte[]> {
    @Override
    public void onMessage(byte[] message) {
      back.sendMessage(message);
      requests.passed();
    }

    @Override
    public void onHalfClose() {
      back.halfClose();
    }

    @Override
    public void onCancel() {
      back.cancel("the caller went away", null);
    }

    @Override
    public void onReady() {
      replies.ready();
    }
  }

  private final class FromServer extends ClientCall.Listener<byte[]> {
    @Override
    public void onHeaders(Metadata headers) {
      front.sendHeaders(headers);
    }

    @Override
    public void onMessage(byte[] message) {
      front.sendMessage(message);
      replies.passed();
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      if (!front.isCancelled()) {
        front.close(status, trailers);
      }
    }

    @Override
    public void onReady() {
      requests.ready();
    }
  }
}
