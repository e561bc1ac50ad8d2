package dev.ijen.config;

import dev.ijen.config.schema.DocumentKind;
import dev.ijen.config.schema.DocumentKind.Identity;
import dev.ijen.config.schema.Documents;
import dev.ijen.config.schema.Field;
import dev.ijen.config.schema.FieldFlag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Makes configs that decode, with any fields of the schema, from a seed. */
final class RandomConfigs {
  private static final List<String> TEXTS =
      List.of(
          "a", "yes", "1", "0x1f", "null", "~", "a: b", "#c", " x ", "two\nlines\n", "ü", "'q'\"");
  private final RandomGenerator random;

  RandomConfigs(RandomGenerator random) {
    this.random = random;
  }

  MachineConfig next() {
    var documents = new LinkedHashMap<String, Document>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      List<DocumentKind> kinds = Documents.all();
      Document document = document(kinds.get(random.nextInt(kinds.size())));
      documents.put(document.identity(), document);
    }
    return MachineConfig.of(List.copyOf(documents.values()));
  }

  private Document document(DocumentKind kind) {
    Map<String, Object> content = object(kind.root());
    if (kind.identity() == Identity.MAIN) {
      content.put("version", "v1alpha1");
    } else {
      content.put("apiVersion", "v1alpha1");
      content.put("kind", kind.name());
    }
    return new Document(kind, content, Map.of());
  }

  private Map<String, Object> object(Field field) {
    var content = new LinkedHashMap<String, Object>();
    for (Field child : field.children().values()) {
      if (child.is(FieldFlag.REQUIRED) || random.nextInt(4) == 0) {
        content.put(child.name(), value(child));
      }
    }
    return content;
  }

  private Object value(Field field) {
    return switch (field.shape()) {
      case ONE -> one(field);
      case LIST -> {
        var list = new ArrayList<Object>();
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
          list.add(one(field.element()));
        }
        yield list;
      }
      case MAP -> Map.of("k" + random.nextInt(3), one(field.element()));
    };
  }

  private Object one(Field field) {
    if (field.isObject()) {
      return object(field);
    }
    return switch (field.type()) {
      case BOOL -> field.is(FieldFlag.REQUIRED) || random.nextBoolean();
      case INT, INT32, UINT, UINT8, UINT16, UINT32, UINT64, FILE_MODE -> 1L + random.nextInt(250);
      case ROUTING_TABLE -> random.nextBoolean() ? (Object) "main" : 1L + random.nextInt(250);
      case PORT_RANGE -> random.nextBoolean() ? (Object) "80-90" : 443L;
      case ENUM -> field.values().get(random.nextInt(field.values().size()));
      case IP -> "fd00::" + random.nextInt(9);
      case CIDR -> "10.0.0." + random.nextInt(255) + "/24";
      case MAC -> "02:00:00:00:00:01";
      case DURATION -> "1h30m";
      case URL -> "https://example.org/" + random.nextInt(9);
      case SIZE, SIZE_OR_INT -> "10GiB";
      case SIZE_OR_PERCENT -> "-25%";
      case SIZE_MATCH -> ">= 1TB";
      case BASE64 -> "LS0t";
      case IP_PORT -> "[fd00::1]:51820";
      case FREE -> Map.of("kind", text(), "list", List.of(1L, 2.5, true, text()));
      case ARGS -> random.nextBoolean() ? (Object) text() : List.of(text(), text());
      case STRING, CEL, OBJECT, KEYPAIR, CERTIFICATE, KEY -> text();
    };
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }
}
