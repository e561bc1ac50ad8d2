package dev.ijen.access;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The table of all methods. A method that it does not name is for administrators. */
public final class Methods {
  private static final String TABLE = "methods.tsv";

  private final Map<String, Method> byPath;

  private Methods(Map<String, Method> byPath) {
    this.byPath = Collections.unmodifiableMap(byPath);
  }

  /** Reads the table that travels with this class. */
  public static Methods load() {
    try (InputStream bytes = Methods.class.getResourceAsStream(TABLE)) {
      if (bytes == null) {
        throw new IllegalStateException("resource " + TABLE + " is missing");
      }
      var reader = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
      var methods = new LinkedHashMap<String, Method>();
      reader
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(Methods::parse)
          .forEach(method -> methods.put(method.path(), method));
      return new Methods(methods);
    } catch (IOException e) {
      throw new UncheckedIOException("read " + TABLE, e);
    }
  }

  /** The rule of a method. */
  public Method rule(String path) {
    Method known = byPath.get(path);
    return known != null
        ? known
        : new Method(
            path,
            Set.of(Role.ADMIN.text()),
            Method.Maintenance.NOBODY,
            false,
            false,
            false,
            false,
            false);
  }

  /** All rules, in the order of the table. */
  public Collection<Method> all() {
    return byPath.values();
  }

  /** Whether one of these roles may call the method on a node that has a config. */
  public boolean allows(String path, Collection<String> roles) {
    Method rule = rule(path);
    return rule.roles().stream()
        .filter(role -> !(rule.setup() && role.equals(Role.READER.text())))
        .anyMatch(roles::contains);
  }

  private static Method parse(String line) {
    List<String> cells = Arrays.asList(line.split("\t", -1));
    if (cells.size() != 4) {
      throw new IllegalStateException(TABLE + ": " + cells.size() + " cells, not 4, in: " + line);
    }
    Set<String> traits = words(cells.get(3));
    return new Method(
        cells.get(0),
        words(cells.get(1)),
        switch (cells.get(2)) {
          case "yes" -> Method.Maintenance.ANYONE;
          case "siderolink" -> Method.Maintenance.SIDEROLINK;
          case "no" -> Method.Maintenance.NOBODY;
          default -> throw new IllegalStateException(TABLE + ": unknown maintenance in: " + line);
        },
        traits.contains("cp"),
        traits.contains("many"),
        traits.contains("stream"),
        traits.contains("trustd"),
        traits.contains("setup"));
  }

  private static Set<String> words(String cell) {
    return "-".equals(cell) ? Set.of() : Set.of(cell.split(",", -1));
  }
}
