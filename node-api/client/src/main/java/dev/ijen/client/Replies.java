package dev.ijen.client;

import dev.ijen.api.common.Metadata;
import io.grpc.Status;
import java.util.List;
import java.util.function.Function;

/** Unwraps replies, which carry one element per node and may carry its error instead. */
@SuppressWarnings(
    "deprecation") // nodes still send the deprecated metadata where they merge replies
final class Replies {
  private final String node;

  Replies(String node) {
    this.node = node;
  }

  /** The only element of a reply. */
  <T> T only(List<T> messages, Function<T, Metadata> metadata) throws NodeCallException {
    if (messages.size() != 1) {
      throw new NodeRefused(
          node, Status.Code.INTERNAL, "the reply has %d elements".formatted(messages.size()));
    }
    T message = messages.getFirst();
    check(metadata.apply(message));
    return message;
  }

  /** Fails when an element stands for an error. */
  void check(Metadata metadata) throws NodeCallException {
    if (!metadata.getError().isEmpty()) {
      String name = metadata.getHostname().isEmpty() ? node : metadata.getHostname();
      Status.Code code =
          metadata.hasStatus()
              ? Status.fromCodeValue(metadata.getStatus().getCode()).getCode()
              : Status.Code.UNKNOWN;
      throw new NodeRefused(name, code, metadata.getError());
    }
  }
}
