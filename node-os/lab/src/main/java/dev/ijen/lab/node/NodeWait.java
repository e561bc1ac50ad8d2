package dev.ijen.lab.node;

import dev.ijen.lab.process.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Waiting for a node, with its console as evidence. */
final class NodeWait {
  private static final int LINES = 40;

  private NodeWait() {}

  static void untilApi(Node node, Duration limit) throws IOException, InterruptedException {
    Await.until(
        "the API of node %s is open on %s".formatted(node.name(), node.endpoint()),
        limit,
        () -> {
          if (!node.isRunning()) {
            throw new IOException("node " + node.name() + " ended; its console:\n" + end(node));
          }
          return TlsProbe.answers(node.address(), node.port());
        },
        () -> "end of its console:\n" + end(node));
  }

  static String end(Node node) {
    try {
      List<String> lines = node.console().lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    } catch (IOException e) {
      return "no console: " + e.getMessage();
    }
  }
}
