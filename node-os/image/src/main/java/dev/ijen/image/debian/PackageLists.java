package dev.ijen.image.debian;

import dev.ijen.image.Resources;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The two lists of the project: what is wanted of Debian, and what that resolved to. */
public final class PackageLists {
  private static final Pattern SPACE = Pattern.compile(" ");

  private PackageLists() {}

  /** The wanted packages, each with the test whether a path of it goes into the root. */
  public static SequencedMap<String, Predicate<Path>> wanted() throws IOException {
    var wanted = new LinkedHashMap<String, Predicate<Path>>();
    lines(Resources.text("debian.packages"))
        .map(line -> line.split("\t", 2))
        .forEach(columns -> wanted.put(columns[0], matcher(columns.length == 1 ? "" : columns[1])));
    return wanted;
  }

  /** The locked packages by the name wanted, in the order of the lock file. */
  public static SequencedMap<String, LockedPackage> locked() throws IOException {
    var locked = new LinkedHashMap<String, LockedPackage>();
    lines(Resources.text("debian.lock"))
        .map(LockedPackage::parse)
        .forEach(line -> locked.put(line.wanted(), line));
    return locked;
  }

  /** The text of a lock file. */
  public static String format(Map<String, LockedPackage> packages) {
    var text = new StringBuilder("# wanted, package, version, architecture, SHA-256, path\n");
    packages.values().forEach(line -> text.append(line.format()).append('\n'));
    return text.toString();
  }

  /** The packages of an image, one a line; one that is not the locked one says so. */
  public static String report(Map<String, LockedPackage> used, Map<String, LockedPackage> locked) {
    var text = new StringBuilder();
    for (LockedPackage one : used.values()) {
      text.append("%s %s %s".formatted(one.name(), one.version(), one.architecture()));
      LockedPackage before = locked.get(one.wanted());
      if (!one.equals(before)) {
        text.append(" instead of ").append(before == null ? "none" : before.version());
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static Stream<String> lines(String text) {
    return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#"));
  }

  static Predicate<Path> matcher(String globs) {
    List<PathMatcher> matchers =
        SPACE
            .splitAsStream(globs)
            .filter(glob -> !glob.isEmpty())
            .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
            .toList();
    return path -> matchers.stream().anyMatch(matcher -> matcher.matches(path));
  }
}
