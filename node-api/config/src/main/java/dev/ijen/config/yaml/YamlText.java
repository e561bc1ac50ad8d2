package dev.ijen.config.yaml;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Writes and reads single YAML documents of maps, lists and scalars. */
public final class YamlText {
  private static final DumpSettings SETTINGS =
      DumpSettings.builder()
          .setSchema(new CoreSchema())
          .setDefaultFlowStyle(FlowStyle.BLOCK)
          .setIndent(2)
          .setIndicatorIndent(2)
          .setIndentWithIndicator(true)
          .setWidth(Integer.MAX_VALUE)
          .setSplitLines(false)
          .setUseUnicodeEncoding(true)
          .setDereferenceAliases(true)
          .build();

  private YamlText() {}

  /** The value in block style, two spaces deep, with a newline at the end. */
  public static String write(Object value) {
    return new Dump(SETTINGS).dumpToString(value);
  }

  /**
   * Reads a document that is a mapping; an empty text is an empty mapping.
   *
   * @throws IllegalArgumentException when it is not YAML or no mapping; the message has no contents
   */
  public static SequencedMap<String, Object> readMap(String yaml) {
    @Nullable Object loaded;
    try {
      loaded =
          new Load(LoadSettings.builder().setSchema(new CoreSchema()).build()).loadFromString(yaml);
    } catch (YamlEngineException e) {
      throw new IllegalArgumentException("not YAML", e);
    }
    if (loaded != null && !(loaded instanceof Map)) {
      throw new IllegalArgumentException("not a YAML mapping");
    }
    SequencedMap<String, Object> result = new LinkedHashMap<>();
    if (loaded instanceof Map<?, ?> map) {
      map.forEach((key, value) -> result.put(String.valueOf(key), value));
    }
    return result;
  }
}
