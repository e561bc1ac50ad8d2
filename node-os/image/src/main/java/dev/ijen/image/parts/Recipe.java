package dev.ijen.image.parts;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How {@code go build} makes a part, from its {@code build.properties}.
 *
 * @param cgo whether C code is compiled in
 * @param tags build tags, comma-separated, may be empty
 * @param ldflags flags of the Go linker
 * @param binaries the programs that must exist afterwards
 * @param renames a program's name as Go makes it → its name here
 */
record Recipe(
    boolean cgo, String tags, String ldflags, List<String> binaries, Map<String, String> renames) {
  private static final String RENAME = "rename.";

  Recipe {
    binaries = List.copyOf(binaries);
    renames = Collections.unmodifiableSortedMap(new TreeMap<>(renames));
  }

  static Recipe from(Properties properties) {
    Map<String, String> renames =
        properties.stringPropertyNames().stream()
            .filter(key -> key.startsWith(RENAME))
            .collect(
                Collectors.toUnmodifiableMap(
                    key -> key.substring(RENAME.length()), properties::getProperty));
    return new Recipe(
        Boolean.parseBoolean(properties.getProperty("cgo")),
        properties.getProperty("tags", ""),
        properties.getProperty("ldflags", ""),
        List.of(properties.getProperty("binaries", "").split(" ", -1)),
        renames);
  }

  /** The command without the Go program itself. Everything pinned, nothing taken from GOFLAGS. */
  List<String> arguments(String outputFolder) {
    return List.of(
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
        outputFolder,
        "tool");
  }

  /** Environment variables of the build. */
  Map<String, String> environment() {
    return Map.of("GOFLAGS", "", "GOWORK", "off", "CGO_ENABLED", cgo ? "1" : "0");
  }
}
