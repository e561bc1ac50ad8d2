package dev.ijen.image.parts;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How {@code go build} makes a part, from its {@code build.properties}. In these, {@code
 * ${version}}, {@code ${major}}, {@code ${minor}} and {@code ${patch}} stand for the version of the
 * part.
 *
 * @param modules the modules that have the version of the part
 * @param replacement version that {@code replace} lines of {@code go.mod} have, empty if none does
 * @param optional whether it is only built when all parts are asked for
 * @param cgo whether C code is compiled in
 * @param tags build tags, comma-separated, may be empty
 * @param ldflags flags of the Go linker
 * @param renames a program's name as Go makes it → its name here
 */
record Recipe(
    List<String> modules,
    String replacement,
    boolean optional,
    boolean cgo,
    String tags,
    String ldflags,
    Map<String, String> renames) {
  private static final String RENAME = "rename.";
  private static final Pattern SPACE = Pattern.compile(" ");

  Recipe {
    modules = List.copyOf(modules);
    renames = Collections.unmodifiableSortedMap(new TreeMap<>(renames));
  }

  static Recipe from(Properties properties, PartVersion version) {
    Map<String, String> renames =
        properties.stringPropertyNames().stream()
            .filter(key -> key.startsWith(RENAME))
            .collect(
                Collectors.toUnmodifiableMap(
                    key -> key.substring(RENAME.length()), properties::getProperty));
    return new Recipe(
        SPACE.splitAsStream(properties.getProperty("modules", "")).toList(),
        version.fill(properties.getProperty("replace", "")),
        Boolean.parseBoolean(properties.getProperty("optional")),
        Boolean.parseBoolean(properties.getProperty("cgo")),
        properties.getProperty("tags", ""),
        version.fill(properties.getProperty("ldflags", "")),
        renames);
  }

  /**
   * The command without the Go program itself. Everything pinned, nothing taken from GOFLAGS.
   *
   * @param packages what to build, import paths
   */
  List<String> arguments(String outputFolder, List<String> packages) {
    var flags =
        List.of(
            "build",
            "-v",
            "-mod=readonly",
            "-buildvcs=false",
            "-trimpath",
            "-gcflags=all=-dwarf=false",
            "-tags",
            tags,
            "-ldflags",
            ldflags,
            "-o",
            outputFolder);
    return Stream.concat(flags.stream(), packages.stream()).toList();
  }

  /** Environment variables of the build. */
  Map<String, String> environment() {
    return Map.of("GOFLAGS", "", "GOWORK", "off", "CGO_ENABLED", cgo ? "1" : "0");
  }
}
