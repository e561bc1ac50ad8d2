package dev.ijen.apid;

import dev.ijen.access.Method;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Sends one call to several nodes and merges their replies. A node that fails is a reply that says
 * so; the call as a whole goes well. Requests of clients that stream are refused: no such method
 * can be merged.
 */
final class Fanout extends ServerCall.Listener<byte[]> {
  private final ServerCall<byte[], byte[]> front;
  private final boolean streamed;
  private final Map<String, ClientCall<byte[], byte[]>> backs;

  // guarded by this
  private final List<byte[]> merged = new ArrayList<>();
  private int unfinished;
  private boolean headersSent;

  private Fanout(
      ServerCall<byte[], byte[]> front,
      Method method,
      Map<String, ClientCall<byte[], byte[]>> backs) {
    this.front = front;
    this.streamed = method.streamed();
    this.backs = backs;
    this.unfinished = backs.size();
  }

  /** Starts one call per node and returns who listens to the client. */
  static ServerCall.Listener<byte[]> start(
      ServerCall<byte[], byte[]> front,
      Method method,
      Map<String, ClientCall<byte[], byte[]>> backs,
      Function<String, Metadata> headers) {
    var fanout = new Fanout(front, method, backs);
    backs.forEach(
        (node, back) -> {
          back.start(fanout.new FromNode(node, back), headers.apply(node));
          back.request(1);
        });
    front.request(1);
    return fanout;
  }

  @Override
  public void onMessage(byte[] request) {
    backs.values().forEach(back -> back.sendMessage(request));
    front.request(1);
  }

  @Override
  public void onHalfClose() {
    backs.values().forEach(ClientCall::halfClose);
  }

  @Override
  public void onCancel() {
    backs.values().forEach(back -> back.cancel("the caller went away", null));
  }

  private synchronized void reply(byte[] message) {
    if (streamed) {
      send(message);
    } else {
      merged.add(message);
    }
  }

  private synchronized void finished() {
    if (--unfinished > 0 || front.isCancelled()) {
      return;
    }
    if (!streamed) {
      send(merged.stream().reduce(new byte[0], ReplyMark::append));
    } else if (!headersSent) {
      front.sendHeaders(new Metadata());
    }
    front.close(Status.OK, new Metadata());
  }

  private void send(byte[] message) {
    if (front.isCancelled()) {
      return;
    }
    if (!headersSent) {
      front.sendHeaders(new Metadata());
      headersSent = true;
    }
    front.sendMessage(message);
  }

  private final class FromNode extends ClientCall.Listener<byte[]> {
    private final String node;
    private final ClientCall<byte[], byte[]> back;

    FromNode(String node, ClientCall<byte[], byte[]> back) {
      this.node = node;
      this.back = back;
    }

    @Override
    public void onMessage(byte[] message) {
      reply(streamed ? ReplyMark.streamed(message, node) : ReplyMark.unary(message, node));
      back.request(1);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      if (!status.isOk()) {
        byte[] error = ReplyMark.error(node, status);
        reply(streamed ? error : ReplyMark.listOf(error));
      }
      finished();
    }
  }
}
