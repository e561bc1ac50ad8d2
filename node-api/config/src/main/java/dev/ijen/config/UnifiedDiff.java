package dev.ijen.config;

import java.util.ArrayList;
import java.util.List;

/** A line diff in the unified format, by longest common subsequence. */
final class UnifiedDiff {
  private static final int CONTEXT = 3;

  private UnifiedDiff() {}

  private record Line(char mark, String text, int before, int after) {}

  static String of(String before, String after) {
    List<Line> lines = compare(before.lines().toList(), after.lines().toList());
    var text = new StringBuilder();
    for (int i = 0; i < lines.size(); ) {
      if (lines.get(i).mark() == ' ') {
        i++;
      } else {
        int from = Math.max(0, i - CONTEXT);
        int to = endOfHunk(lines, i);
        hunk(lines.subList(from, to), text);
        i = to;
      }
    }
    return text.toString();
  }

  /** The end of the hunk that begins with a change: after it, six lines are equal or none left. */
  private static int endOfHunk(List<Line> lines, int first) {
    int lastChange = first;
    for (int i = first; i < lines.size() && i <= lastChange + 2 * CONTEXT; i++) {
      if (lines.get(i).mark() != ' ') {
        lastChange = i;
      }
    }
    return Math.min(lines.size(), lastChange + 1 + CONTEXT);
  }

  private static void hunk(List<Line> lines, StringBuilder text) {
    long before = lines.stream().filter(line -> line.mark() != '+').count();
    long after = lines.stream().filter(line -> line.mark() != '-').count();
    Line first = lines.getFirst();
    text.append(
        "@@ -%d,%d +%d,%d @@\n".formatted(first.before() + 1, before, first.after() + 1, after));
    lines.forEach(line -> text.append(line.mark()).append(line.text()).append('\n'));
  }

  private static List<Line> compare(List<String> before, List<String> after) {
    int[][] common = commonLengths(before, after);
    var lines = new ArrayList<Line>();
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
        lines.add(new Line(' ', before.get(i), i++, j++));
      } else if (j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
        lines.add(new Line('-', before.get(i), i++, j));
      } else {
        lines.add(new Line('+', after.get(j), i, j++));
      }
    }
    return lines;
  }

  /** Lengths of the longest common subsequences of all pairs of tails. */
  private static int[][] commonLengths(List<String> before, List<String> after) {
    int[][] lengths = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        lengths[i][j] =
            before.get(i).equals(after.get(j))
                ? lengths[i + 1][j + 1] + 1
                : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
      }
    }
    return lengths;
  }
}
