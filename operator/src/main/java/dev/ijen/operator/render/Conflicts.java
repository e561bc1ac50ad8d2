package dev.ijen.operator.render;

import dev.ijen.crds.MachineStatus.Problem;
import dev.ijen.crds.MachineStatus.ProblemKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/**
 * Finds fragments of the same scope and weight that set one field to different values: their names
 * would decide who wins, which nobody means. Lists are joined by the merge and so never conflict.
 */
final class Conflicts {
  private Conflicts() {}

  /** One problem for each side of each field. */
  static List<Problem> find(List<Fragment> fragments) {
    List<Fragment> ordered = fragments.stream().sorted(Fragment.PRECEDENCE).toList();
    List<SequencedMap<String, Object>> leaves =
        ordered.stream().map(fragment -> Leaves.of(fragment.text())).toList();
    var problems = new ArrayList<Problem>();
    for (int i = 0; i < ordered.size(); i++) {
      for (int j = i + 1; j < ordered.size() && ordered.get(i).isPeerOf(ordered.get(j)); j++) {
        compare(ordered.get(i), leaves.get(i), ordered.get(j), leaves.get(j), problems);
      }
    }
    return problems;
  }

  private static void compare(
      Fragment one,
      Map<String, Object> leavesOfOne,
      Fragment other,
      Map<String, Object> leavesOfOther,
      List<Problem> problems) {
    leavesOfOne.forEach(
        (path, value) ->
            leavesOfOther.forEach(
                (otherPath, otherValue) -> {
                  if (clash(path, value, otherPath, otherValue)) {
                    problems.add(problem(one, other, path));
                    problems.add(problem(other, one, otherPath));
                  }
                }));
  }

  private static boolean clash(String path, Object value, String otherPath, Object otherValue) {
    return path.equals(otherPath)
        ? !Objects.equals(value, otherValue)
        : Leaves.isAbove(path, otherPath) || Leaves.isAbove(otherPath, path);
  }

  private static Problem problem(Fragment fragment, Fragment other, String path) {
    String message =
        "MachineConfig %s of the same scope and weight sets it to something else"
            .formatted(other.name());
    return new Problem(fragment.name(), ProblemKind.CONFLICT, Text.cut(path, 512), message);
  }
}
