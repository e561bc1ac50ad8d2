package dev.ijen.apid;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolNegotiator;
import io.netty.handler.ssl.SslContext;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSessionContext;

/**
 * A server context that gives each new connection the certificates of the moment, without closing
 * the port.
 */
final class SwitchingSslContext extends SslContext {
  private final Supplier<SslContext> present;

  SwitchingSslContext(Supplier<SslContext> present) {
    this.present = present;
  }

  @Override
  public boolean isClient() {
    return false;
  }

  @Override
  public List<String> cipherSuites() {
    return present.get().cipherSuites();
  }

  @Override
  @SuppressWarnings(
      "deprecation") // the base class declares it so; grpc reads it to see that HTTP/2 is agreed on
  public ApplicationProtocolNegotiator applicationProtocolNegotiator() {
    return present.get().applicationProtocolNegotiator();
  }

  @Override
  public SSLEngine newEngine(ByteBufAllocator allocator) {
    return present.get().newEngine(allocator);
  }

  @Override
  public SSLEngine newEngine(ByteBufAllocator allocator, String peerHost, int peerPort) {
    return present.get().newEngine(allocator, peerHost, peerPort);
  }

  @Override
  public SSLSessionContext sessionContext() {
    return present.get().sessionContext();
  }
}
