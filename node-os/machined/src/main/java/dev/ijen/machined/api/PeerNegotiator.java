package dev.ijen.machined.api;

import io.grpc.Attributes;
import io.grpc.netty.GrpcHttp2ConnectionHandler;
import io.grpc.netty.InternalProtocolNegotiationEvent;
import io.grpc.netty.InternalProtocolNegotiator;
import io.grpc.netty.InternalProtocolNegotiators;
import io.grpc.netty.ProtocolNegotiationEvent;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.util.AsciiString;
import java.io.IOException;

/**
 * Adds the user id of the connecting process, as the kernel knows it, to each connection.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/unix.7.html">unix(7), SO_PEERCRED</a>
 */
final class PeerNegotiator implements InternalProtocolNegotiator.ProtocolNegotiator {
  /** The user id of the process at the other end. */
  static final Attributes.Key<Integer> UID = Attributes.Key.create("ijen-peer-uid");

  private final AsciiString scheme = InternalProtocolNegotiators.serverPlaintext().scheme();

  @Override
  public AsciiString scheme() {
    return scheme;
  }

  @Override
  public ChannelHandler newHandler(GrpcHttp2ConnectionHandler connection) {
    var next = InternalProtocolNegotiators.grpcNegotiationHandler(connection);
    return InternalProtocolNegotiators.waitUntilActiveHandler(
        new PeerHandler(next), connection.getNegotiationLogger());
  }

  @Override
  public void close() {}

  /** Looks once, at the start of a connection, then makes way. */
  private static final class PeerHandler extends ChannelInboundHandlerAdapter {
    private final ChannelHandler next;

    PeerHandler(ChannelHandler next) {
      this.next = next;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws IOException {
      if (event instanceof ProtocolNegotiationEvent negotiation) {
        Attributes known = InternalProtocolNegotiationEvent.getAttributes(negotiation);
        Attributes attributes = known.toBuilder().set(UID, uid(context)).build();
        context.pipeline().replace(this, null, next);
        context.fireUserEventTriggered(
            InternalProtocolNegotiationEvent.withAttributes(negotiation, attributes));
      } else {
        context.fireUserEventTriggered(event);
      }
    }

    private static int uid(ChannelHandlerContext context) throws IOException {
      return ((EpollDomainSocketChannel) context.channel()).peerCredentials().uid();
    }
  }
}
