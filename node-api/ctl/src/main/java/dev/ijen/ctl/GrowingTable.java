package dev.ijen.ctl;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** A table whose rows are printed as they come: columns grow with the widest cell so far. */
final class GrowingTable {
  private final PrintStream out;
  private final List<Integer> widths = new ArrayList<>();

  GrowingTable(PrintStream out) {
    this.out = out;
  }

  /** Prints a row, and before the first one the header. */
  void row(List<String> header, List<String> cells) {
    boolean first = widths.isEmpty();
    if (first) {
      TextTable.widen(widths, header);
    }
    TextTable.widen(widths, cells);
    if (first) {
      out.println(TextTable.line(header, widths));
    }
    out.println(TextTable.line(cells, widths));
  }
}
