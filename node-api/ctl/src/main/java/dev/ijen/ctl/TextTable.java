package dev.ijen.ctl;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Columns as wide as their widest cell and three blanks, as Go's tabwriter sets them. */
final class TextTable {
  private static final int GAP = 3;

  private final List<List<String>> rows = new ArrayList<>();

  TextTable(String... header) {
    row(header);
  }

  TextTable(List<String> header) {
    rows.add(List.copyOf(header));
  }

  TextTable row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  void row(List<String> cells) {
    rows.add(List.copyOf(cells));
  }

  /** Prints all rows; the last cell of a row is not padded. */
  void print(PrintStream out) {
    List<Integer> widths = widths();
    for (List<String> row : rows) {
      out.println(line(row, widths));
    }
  }

  private List<Integer> widths() {
    var widths = new ArrayList<Integer>();
    rows.forEach(row -> widen(widths, row));
    return widths;
  }

  /** Makes columns at least as wide as these cells. */
  static void widen(List<Integer> widths, List<String> row) {
    for (int i = 0; i < row.size(); i++) {
      int width = row.get(i).codePointCount(0, row.get(i).length());
      if (i == widths.size()) {
        widths.add(width);
      } else {
        widths.set(i, Math.max(widths.get(i), width));
      }
    }
  }

  /** One line of cells in columns of these widths. */
  static String line(List<String> row, List<Integer> widths) {
    var line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String cell = row.get(i);
      line.append(cell);
      if (i < row.size() - 1) {
        line.append(" ".repeat(widths.get(i) + GAP - cell.codePointCount(0, cell.length())));
      }
    }
    return line.toString();
  }
}
