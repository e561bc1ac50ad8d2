package dev.ijen.ctl;

import dev.ijen.api.common.Data;
import dev.ijen.client.NodeCallException;
import dev.ijen.client.NodeStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Cuts the bytes of one node's log into lines and prints each behind the node's name. */
final class LogLines {
  private final String node;
  private final PrintStream out;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  LogLines(String node, PrintStream out) {
    this.node = node;
    this.out = out;
  }

  /** Prints until the node ends the stream. A frame need not end with its line. */
  void copy(NodeStream<Data> stream) throws NodeCallException, InterruptedException {
    for (Optional<Data> next = stream.next(); next.isPresent(); next = stream.next()) {
      for (byte b : next.get().getBytes().toByteArray()) {
        add(b);
      }
    }
    end();
  }

  /** Prints frames of which each is a line. */
  void copyFrames(NodeStream<Data> stream) throws NodeCallException, InterruptedException {
    for (Optional<Data> next = stream.next(); next.isPresent(); next = stream.next()) {
      line.writeBytes(next.get().getBytes().toByteArray());
      end();
    }
  }

  private void add(byte b) {
    if (b == '\n') {
      print();
    } else {
      line.write(b);
    }
  }

  private void end() {
    if (line.size() > 0) {
      print();
    }
  }

  private void print() {
    out.println(node + ": " + line.toString(StandardCharsets.UTF_8).stripTrailing());
    line.reset();
  }
}
