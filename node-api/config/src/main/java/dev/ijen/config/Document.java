package dev.ijen.config;

import dev.ijen.config.schema.DocumentKind;
import dev.ijen.config.schema.DocumentKind.Identity;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** One document of a machine config: an immutable value that knows the lines it came from. */
public final class Document {
  private final DocumentKind kind;
  private final SequencedMap<String, Object> content;
  private final Map<String, Integer> lines;

  Document(DocumentKind kind, Map<String, Object> content, Map<String, Integer> lines) {
    this.kind = kind;
    this.content = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(content));
    this.lines = Map.copyOf(lines);
  }

  /** What kind of document it is. */
  public DocumentKind kind() {
    return kind;
  }

  /** The field {@code name}; empty where the kind has one document alone. */
  public String name() {
    return kind.identity() == Identity.NAMED ? string("name").orElse("") : "";
  }

  /** {@code Kind} or {@code Kind/name}; {@code v1alpha1} for the main document. */
  public String identity() {
    return name().isEmpty() ? kind.name() : kind.name() + "/" + name();
  }

  /** All keys and values, as texts, numbers, booleans, lists and maps. */
  public Map<String, Object> content() {
    return content;
  }

  /** The line of a field, counted from 1; of the nearest field above it when it is missing. */
  public int line(String path) {
    for (String at = path; ; at = at.substring(0, Math.max(at.lastIndexOf('.'), 0))) {
      @Nullable Integer line = lines.get(at);
      if (line != null || at.isEmpty()) {
        return line == null ? 0 : line;
      }
    }
  }

  /** Whether something stands at the path, as {@code machine.network.interfaces[0].mtu}. */
  public boolean has(String path) {
    return Values.at(content, path) != null;
  }

  /** The text at the path; empty when there is none or it is empty. */
  public Optional<String> string(String path) {
    return Optional.of(Values.text(Values.at(content, path))).filter(text -> !text.isEmpty());
  }

  /** The boolean at the path. */
  public Optional<Boolean> bool(String path) {
    return Values.at(content, path) instanceof Boolean value
        ? Optional.of(value)
        : Optional.empty();
  }

  /** The number at the path. */
  public Optional<Long> number(String path) {
    return Values.at(content, path) instanceof Number value
        ? Optional.of(value.longValue())
        : Optional.empty();
  }

  /** The duration at the path. */
  public Optional<Duration> duration(String path) {
    return string(path).flatMap(GoDuration::parse);
  }

  /** The list at the path; empty when there is none. */
  public List<Object> list(String path) {
    return Values.list(Values.at(content, path));
  }

  /** The list at the path as texts. */
  public List<String> strings(String path) {
    return list(path).stream().map(Values::text).toList();
  }

  /** The map at the path; empty when there is none. */
  public Map<String, Object> map(String path) {
    return Values.map(Values.at(content, path));
  }

  /** The map at the path with texts as values. */
  public SequencedMap<String, String> stringMap(String path) {
    var result = new LinkedHashMap<String, String>();
    map(path).forEach((key, value) -> result.put(key, Values.text(value)));
    return result;
  }

  /** A problem of this document, with its line. */
  Problem problem(String path, String message) {
    return new Problem(identity(), path, line(path), message);
  }

  Document with(Map<String, Object> changed) {
    return new Document(kind, changed, Map.of());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Document that && kind.equals(that.kind) && content.equals(that.content);
  }

  @Override
  public int hashCode() {
    return content.hashCode();
  }

  /** The identity alone: contents may be secret. */
  @Override
  public String toString() {
    return identity();
  }
}
