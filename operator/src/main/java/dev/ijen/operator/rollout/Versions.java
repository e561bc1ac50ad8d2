package dev.ijen.operator.rollout;

import dev.ijen.crds.Machine;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Versions of the operating system. Pure. */
public final class Versions {
  private Versions() {}

  /** The version of machines, or the lowest and the highest; null while none is known. */
  public static @Nullable String span(List<Machine> machines) {
    List<String> versions =
        machines.stream()
            .flatMap(machine -> Stream.ofNullable(machine.getStatus()))
            .flatMap(status -> Stream.ofNullable(status.os()))
            .map(os -> os.version())
            .filter(Objects::nonNull)
            .distinct()
            .sorted(Versions::compare)
            .toList();
    if (versions.isEmpty()) {
      return null;
    }
    return versions.size() == 1
        ? versions.getFirst()
        : versions.getFirst() + " – " + versions.getLast();
  }

  /**
   * Why the way from one version to another is not supported; empty when it is. At most one minor
   * version is skipped over: none.
   */
  public static Optional<String> objection(String from, String to, boolean downgrade) {
    int[] before = parts(from);
    int[] after = parts(to);
    if (before.length < 2 || after.length < 2) {
      return Optional.empty(); // a version that is none is the node's affair
    }
    if (compare(to, from) < 0 && !downgrade) {
      return Optional.of("%s is older than %s; set spec.downgrade".formatted(to, from));
    }
    return before[0] != after[0] || Math.abs(after[1] - before[1]) > 1
        ? Optional.of("from %s to %s skips minor versions".formatted(from, to))
        : Optional.empty();
  }

  private static int compare(String one, String other) {
    int[] left = parts(one);
    int[] right = parts(other);
    for (int i = 0; i < Math.min(left.length, right.length); i++) {
      if (left[i] != right[i]) {
        return Integer.compare(left[i], right[i]);
      }
    }
    return Integer.compare(left.length, right.length);
  }

  private static int[] parts(String version) {
    String plain = version.startsWith("v") ? version.substring(1) : version;
    return Stream.of(plain.split("[-+]", 2)[0].split("\\.", -1))
        .filter(part -> part.matches("[0-9]{1,9}"))
        .mapToInt(Integer::parseInt)
        .toArray();
  }
}
