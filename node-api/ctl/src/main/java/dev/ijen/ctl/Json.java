package dev.ijen.ctl;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes maps, lists, texts, numbers and booleans as JSON, keys in order. By the streaming writer
 * of Gson, which grpc-core brings along anyway; its reflective half is not used.
 */
final class Json {
  private Json() {}

  /** On one line. */
  static String compact(Object value) {
    return write(value, "");
  }

  /** Indented by four blanks. */
  static String pretty(Object value) {
    return write(value, "    ");
  }

  private static String write(Object value, String indent) {
    var text = new StringWriter();
    try (var json = new JsonWriter(text)) {
      json.setHtmlSafe(false);
      json.setIndent(indent);
      write(json, value);
    } catch (IOException e) {
      throw new UncheckedIOException("write JSON to memory", e);
    }
    return text.toString();
  }

  private static void write(JsonWriter json, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> json.nullValue();
      case Map<?, ?> map -> writeMap(json, map);
      case List<?> list -> writeList(json, list);
      case Number number -> json.value(number);
      case Boolean bool -> json.value(bool);
      default -> json.value(value.toString());
    }
  }

  private static void writeMap(JsonWriter json, Map<?, ?> map) throws IOException {
    json.beginObject();
    for (Map.Entry<String, Object> entry : JsonPath.sorted(map).entrySet()) {
      json.name(entry.getKey());
      write(json, entry.getValue());
    }
    json.endObject();
  }

  private static void writeList(JsonWriter json, List<?> list) throws IOException {
    json.beginArray();
    for (Object item : list) {
      write(json, item);
    }
    json.endArray();
  }
}
