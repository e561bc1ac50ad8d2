package dev.ijen.machined.wire;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the wire contract says of one resource type.
 *
 * @param name such as {@code LinkStatuses.net.talos.dev}
 * @param displayType such as {@code LinkStatus}
 * @param namespace where its resources live by default
 * @param sensitive whether only administrators may read it
 * @param message the full name of the protobuf message of the spec, empty for none
 * @param constantIds ids that the contract fixes
 * @param aliases short names, those given before those made from the display type
 * @param shortNamesOnly whether clients find the type by its aliases alone, because another type
 *     has the plural
 * @param columns what a table shows besides the id
 */
public record WireResource(
    String name,
    String displayType,
    String namespace,
    boolean sensitive,
    String message,
    List<String> constantIds,
    List<String> aliases,
    boolean shortNamesOnly,
    List<Column> columns,
    List<WireField> fields) {

  /** Holds on to lists that the table is still filling. */
  public WireResource {
    columns = Collections.unmodifiableList(columns);
    fields = Collections.unmodifiableList(fields);
  }

  /**
   * A column of a table.
   *
   * @param path JSONPath into metadata and spec
   */
  public record Column(String name, String path) {}

  /** The id of the definition of this type in namespace {@code meta}. */
  public String definitionId() {
    return name.toLowerCase(Locale.ROOT);
  }

  /** All names that a client may ask for: the plural with ever more of its suffix, then aliases. */
  public List<String> allAliases() {
    if (shortNamesOnly) {
      return aliases;
    }
    String[] parts = definitionId().split("\\.");
    Stream<String> plurals =
        IntStream.range(1, parts.length)
            .mapToObj(length -> String.join(".", List.of(parts).subList(0, length)));
    return Stream.concat(plurals, aliases.stream()).toList();
  }
}
