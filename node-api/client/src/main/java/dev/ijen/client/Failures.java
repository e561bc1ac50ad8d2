package dev.ijen.client;

import io.grpc.Status;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Turns a gRPC status into what a caller can act on. */
final class Failures {
  private Failures() {}

  /**
   * Tells whether the node answered.
   *
   * @param node the node as the caller named it
   */
  static NodeCallException of(String node, Status status) {
    return switch (status.getCode()) {
      case UNAVAILABLE -> unreachable(node, status);
      case DEADLINE_EXCEEDED ->
          new NodeUnreachable(node, "no answer within the deadline", status.asException());
      default -> new NodeRefused(node, status.getCode(), description(status));
    };
  }

  private static NodeUnreachable unreachable(String node, Status status) {
    Throwable root = root(status.getCause());
    return new NodeUnreachable(node, reason(status, root), status.asException());
  }

  private static String reason(Status status, @Nullable Throwable root) {
    return switch (root) {
      case null -> description(status);
      case ConnectException e ->
          words(e) + " (is the node up, and is its address in the endpoints right?)";
      case CertificateException e ->
          "the node's certificate is not trusted: " + words(e) + " (is this the right context?)";
      case SslHandshakeTimeoutException _ ->
          "no TLS within the time for it (the node may be booting or rebooting)";
      case SSLException e -> "TLS: " + words(e) + " (a node without config wants --insecure)";
      case ClosedChannelException _ ->
          "the node closed the connection (it may not accept the client certificate, or is"
              + " rebooting)";
      case IOException e -> "the connection broke: " + words(e) + " (the node may be rebooting)";
      default -> description(status) + ": " + words(root);
    };
  }

  private static @Nullable Throwable root(@Nullable Throwable thrown) {
    Throwable at = thrown;
    while (at != null && at.getCause() != null && !(at instanceof CertificateException)) {
      at = at.getCause();
    }
    return at;
  }

  private static String words(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null ? thrown.getClass().getSimpleName() : message;
  }

  private static String description(Status status) {
    String description = status.getDescription();
    return description == null
        ? status.getCode().toString()
        : description.lines().findFirst().orElse(""); // the rest is the state of Netty's pipeline
  }
}
