package dev.ijen.machined.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * All resource types of the wire contract: names, aliases, print columns, and how each spec is
 * printed. Read from {@code resources.tsv} and, for types of our own, {@code own.tsv}, one row a
 * line, columns parted by tabs:
 *
 * <pre>
 * N name                                                          a namespace
 * R type display namespace flags message constant-ids aliases     a resource type; its rows follow
 * C name path                                                     a print column
 * T name                                                          a nested type; its rows follow
 * F key type omit-empty path                                      a field
 * E name                                                          an enum or set of flags
 * V text number                                                   a value
 * </pre>
 *
 * The flags of a resource type are {@code s} for sensitive and {@code x} for short names only; that
 * of a field is {@code o} for omitted when empty.
 */
public final class WireTable {
  private static final String RESOURCE = "resources.tsv";
  private static final String OWN = "own.tsv";
  private static final WireTable TABLE = load(RESOURCE, OWN);

  private final List<String> namespaces = new ArrayList<>();
  private final SequencedMap<String, WireResource> resources = new LinkedHashMap<>();
  private final Map<String, List<WireField>> objects = new LinkedHashMap<>();
  private final Map<String, SequencedMap<Long, String>> enums = new LinkedHashMap<>();

  private WireTable() {}

  /**
   * All that this node serves: the table of the contract, and types of our own in the same form.
   */
  public static WireTable get() {
    return TABLE;
  }

  /** The table of the contract alone, read anew. */
  static WireTable contract() {
    return load(RESOURCE);
  }

  /** The names of all namespaces. */
  public List<String> namespaces() {
    return Collections.unmodifiableList(namespaces);
  }

  /** All resource types, in the order of the contract. */
  public Collection<WireResource> resources() {
    return Collections.unmodifiableCollection(resources.values());
  }

  /** The resource type of this name, such as {@code LinkStatuses.net.talos.dev}. */
  public Optional<WireResource> find(String type) {
    return Optional.ofNullable(resources.get(type));
  }

  /** The fields of a nested type, if it is one that has fields. */
  Optional<List<WireField>> fields(String type) {
    return Optional.ofNullable(objects.get(type));
  }

  /** The texts of an enum or a set of flags by number, if the type is one. */
  Optional<SequencedMap<Long, String>> values(String type) {
    return Optional.ofNullable(enums.get(type));
  }

  private static WireTable load(String... names) {
    var table = new WireTable();
    for (String name : names) {
      try (InputStream in = WireTable.class.getResourceAsStream(name);
          var lines =
              new BufferedReader(
                  new InputStreamReader(
                      Objects.requireNonNull(in, name), StandardCharsets.UTF_8))) {
        table.read(lines);
      } catch (IOException e) {
        throw new UncheckedIOException("read " + name, e);
      }
    }
    return table;
  }

  private void read(BufferedReader lines) throws IOException {
    List<WireField> fields = new ArrayList<>();
    List<WireResource.Column> columns = new ArrayList<>();
    SequencedMap<Long, String> values = new LinkedHashMap<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] row = line.split("\t", -1);
      switch (row[0]) {
        case "N" -> namespaces.add(row[1]);
        case "R" -> {
          fields = new ArrayList<>();
          columns = new ArrayList<>();
          resources.put(row[1], resource(row, columns, fields));
        }
        case "C" -> columns.add(new WireResource.Column(row[1], row[2]));
        case "T" -> {
          fields = new ArrayList<>();
          objects.put(row[1], fields);
        }
        case "F" -> fields.add(new WireField(row[1], row[2], row[3].equals("o"), path(row[4])));
        case "E" -> {
          values = new LinkedHashMap<>();
          enums.put(row[1], values);
        }
        case "V" -> values.putIfAbsent(Long.valueOf(row[2]), row[1]);
        default -> throw new IllegalStateException("wire table: unknown row " + line);
      }
    }
  }

  private static WireResource resource(
      String[] row, List<WireResource.Column> columns, List<WireField> fields) {
    return new WireResource(
        row[1],
        row[2],
        row[3],
        row[4].contains("s"),
        row[5],
        words(row[6]),
        words(row[7]),
        row[4].contains("x"),
        columns,
        fields);
  }

  private static List<String> words(String column) {
    return column.isEmpty() ? List.of() : List.of(column.split(","));
  }

  /** Numbers parted by dots; a loop, as the first stream of a process costs more than the table. */
  private static List<Integer> path(String column) {
    var path = new ArrayList<Integer>(1);
    for (String number : column.split("\\.", -1)) {
      path.add(Integer.valueOf(number));
    }
    return List.copyOf(path);
  }
}
