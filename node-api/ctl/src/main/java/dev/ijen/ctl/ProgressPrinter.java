package dev.ijen.ctl;

import dev.ijen.client.NodeCalls;
import java.io.Console;
import java.util.Optional;

/** On a terminal the last line of a node is drawn over; the log of a script has all of them. */
final class ProgressPrinter {
  private final Shell shell;
  private final boolean drawn;

  /** Prints every line when that is wanted, whatever the output is. */
  ProgressPrinter(Shell shell, boolean everyLine) {
    this.shell = shell;
    this.drawn =
        !everyLine && Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  void tell(NodeCalls node, String line) {
    String text = node.name() + ": " + line;
    if (drawn) {
      shell.err().print("\r\u001b[K" + text);
      shell.err().flush();
    } else {
      shell.err().println(text);
    }
  }

  /** Leaves the line that is drawn over. */
  void end() {
    if (drawn) {
      shell.err().println();
    }
  }
}
