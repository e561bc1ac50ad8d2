package dev.ijen.config.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The list of all documents that a machine config may hold: {@code documents.schema}. */
public final class Documents {
  /** The API version of all of them. */
  public static final String API_VERSION = "v1alpha1";

  /** The name under which the main document stands in the schema. */
  public static final String MAIN = "v1alpha1";

  private static final Map<String, DocumentKind> ALL = load();

  private Documents() {}

  /** All kinds, the main document first, then by name. */
  public static List<DocumentKind> all() {
    return List.copyOf(ALL.values());
  }

  /** The kind of that name. */
  public static Optional<DocumentKind> find(String kind) {
    return kind.equals(MAIN) ? Optional.empty() : Optional.ofNullable(ALL.get(kind));
  }

  /** The main document, which has no kind. */
  public static DocumentKind main() {
    @Nullable DocumentKind main = ALL.get(MAIN);
    if (main == null) {
      throw new IllegalStateException("schema: no main document");
    }
    return main;
  }

  private static Map<String, DocumentKind> load() {
    SequencedMap<String, DocumentKind> kinds = new LinkedHashMap<>();
    var block = new ArrayList<String>();
    for (String line : lines()) {
      if (line.startsWith("document ")) {
        close(block, kinds);
        block.add(line);
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        block.add(line);
      }
    }
    close(block, kinds);
    return Collections.unmodifiableMap(kinds);
  }

  private static void close(List<String> block, Map<String, DocumentKind> kinds) {
    if (!block.isEmpty()) {
      var kind = DocumentKind.parse(block.getFirst(), block.subList(1, block.size()));
      kinds.put(kind.name(), kind);
      block.clear();
    }
  }

  private static List<String> lines() {
    try (@Nullable InputStream in = Documents.class.getResourceAsStream("documents.schema")) {
      if (in == null) {
        throw new IllegalStateException("schema: documents.schema is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("read documents.schema", e);
    }
  }
}
