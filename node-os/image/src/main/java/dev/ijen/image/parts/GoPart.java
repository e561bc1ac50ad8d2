package dev.ijen.image.parts;

import dev.ijen.image.ContentHash;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One upstream: a folder with {@code go.mod}, {@code go.sum} and {@code build.properties}. The
 * {@code tool} lines of its {@code go.mod} are the programs to build.
 *
 * @param name the folder's name, as {@code etcd}
 * @param source the folder
 * @param version of the upstream
 * @param recipe flags of the build
 */
record GoPart(String name, Path source, PartVersion version, Recipe recipe) {
  private static final int HASH_DIGITS = 16;
  private static final Pattern TOOLS = Pattern.compile("(?ms)^tool (?:\\((.*?)^\\)|(\\S+)$)\n?");

  static GoPart load(Path source, PartVersion version) throws IOException {
    var properties = new Properties();
    try (Reader reader = Files.newBufferedReader(source.resolve("build.properties"))) {
      properties.load(reader);
    }
    String name = source.getFileName().toString();
    return new GoPart(name, source, version, Recipe.from(properties, version));
  }

  /**
   * The programs. Which others a part has does not count for the hash of one: naming another
   * rebuilds none, unless it needs modules or versions that were not there before.
   */
  List<GoProgram> programs() throws IOException {
    String module = Files.readString(source.resolve("go.mod"));
    String shared = TOOLS.matcher(module).replaceAll("").strip();
    var programs = new ArrayList<GoProgram>();
    for (String tool : tools(module)) {
      String made = GoProgram.nameOf(tool);
      String called = recipe.renames().getOrDefault(made, made);
      programs.add(new GoProgram(called, made, tool, hash(shared, tool)));
    }
    return List.copyOf(programs);
  }

  /** The Go version that {@code go.mod} asks for. */
  GoVersion needs() throws IOException {
    for (String line : Files.readAllLines(source.resolve("go.mod"))) {
      if (line.startsWith("go ")) {
        return GoVersion.parse(line.substring(3).strip());
      }
    }
    throw new IOException("read " + source.resolve("go.mod") + ": no go line");
  }

  private static List<String> tools(String module) {
    return TOOLS
        .matcher(module)
        .results()
        .flatMap(GoPart::lines)
        .map(String::strip)
        .filter(Predicate.not(String::isEmpty))
        .toList();
  }

  private static Stream<String> lines(MatchResult tool) {
    return (tool.group(1) == null ? tool.group(2) : tool.group(1)).lines();
  }

  private String hash(String module, String tool) throws IOException {
    var hash = new ContentHash().add("go.mod", module);
    hash.addFiles(source.resolve("go.sum"));
    for (Path local : localModules()) {
      hash.addFiles(local);
    }
    hash.add("environment", new TreeMap<>(recipe.environment()).toString());
    hash.add("command", recipe.arguments("", List.of(tool)).toString());
    return hash.finish().substring(0, HASH_DIGITS);
  }

  /** Modules of our own that stand in for what the module proxy does not have. */
  private List<Path> localModules() throws IOException {
    try (Stream<Path> entries = Files.list(source)) {
      return entries.filter(Files::isDirectory).sorted().toList();
    }
  }
}
