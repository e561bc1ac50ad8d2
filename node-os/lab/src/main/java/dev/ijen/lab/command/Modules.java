package dev.ijen.lab.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What Maven made of a module. */
final class Modules {
  private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

  private Modules() {}

  /** The module's jar and everything it needs at run time. */
  static List<Path> classPath(Path checkout, String module) throws IOException {
    Path target = checkout.resolve(module).resolve("target");
    var entries = new ArrayList<Path>();
    entries.add(jar(target));
    SEPARATOR
        .splitAsStream(Files.readString(target.resolve("classpath.txt")).strip())
        .filter(entry -> !entry.isEmpty())
        .map(Path::of)
        .forEach(entries::add);
    return List.copyOf(entries);
  }

  private static Path jar(Path target) throws IOException {
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "ijen-*.jar")) {
      for (Path jar : jars) {
        return jar;
      }
    }
    throw new IOException("no ijen-*.jar in " + target + ": was it built?");
  }
}
