package dev.ijen.config;

import dev.ijen.config.schema.Field;
import dev.ijen.config.schema.FieldFlag;
import dev.ijen.config.schema.ScalarType;
import dev.ijen.config.schema.Shape;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules that the schema states: URL schemes, known words, deprecated fields. */
final class FieldRules {
  private final Document document;
  private final Findings findings;

  private FieldRules(Document document, Findings findings) {
    this.document = document;
    this.findings = findings;
  }

  static void check(MachineConfig config, Findings findings) {
    for (Document document : config.documents()) {
      var rules = new FieldRules(document, findings);
      rules.object(document.kind().root(), document.content(), "");
    }
  }

  private void object(Field field, Map<String, Object> values, String path) {
    for (Field child : field.children().values()) {
      @Nullable Object value = values.get(child.name());
      if (value != null) {
        value(child, value, NodeReader.join(path, child.name()));
      }
    }
  }

  private void value(Field field, Object value, String path) {
    if (field.shape() == Shape.LIST) {
      List<Object> items = Values.list(value);
      for (int i = 0; i < items.size(); i++) {
        value(field.element(), items.get(i), path + "[" + i + "]");
      }
    } else if (field.shape() == Shape.MAP) {
      Values.map(value)
          .forEach((key, item) -> value(field.element(), item, NodeReader.join(path, key)));
    } else if (field.isObject()) {
      object(field, Values.map(value), path);
    } else {
      scalar(field, Values.text(value), path);
    }
  }

  private void scalar(Field field, String text, String path) {
    boolean knownScheme =
        field.schemes().isEmpty()
            || field.schemes().stream().anyMatch(scheme -> text.startsWith(scheme + "://"));
    if (!text.isEmpty() && !knownScheme) {
      String schemes = String.join(", ", field.schemes());
      findings.problem(document, path, "the URL must have one of the schemes " + schemes);
    }
    if (field.type() == ScalarType.STRING && isUnknownWord(field, text)) {
      String message = "\"" + text + "\" is not one of " + String.join(", ", field.values());
      findings.warning(document, path, message);
    }
  }

  /** Words in back quotes are examples of names, not a limit. */
  private static boolean isUnknownWord(Field field, String text) {
    boolean limited = !field.values().isEmpty() && !field.values().getFirst().startsWith("`");
    boolean checkedElsewhere = MainRules.CHECKED_WORDS.contains(field.path());
    return limited
        && !checkedElsewhere
        && !text.isEmpty()
        && !field.is(FieldFlag.SECRET)
        && !field.values().contains(text);
  }
}
