package dev.ijen.config.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The schema file says what the facts of the wire contract say: every kind, field and property. */
class SchemaFactsTest {
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("string(go duration)", "duration"),
          Map.entry("string(ip)", "ip"),
          Map.entry("string(cidr)", "cidr"),
          Map.entry("string(url)", "url"),
          Map.entry("string(CEL)", "cel"),
          Map.entry("string(mac)", "mac"),
          Map.entry("string(size, e.g. 10GiB)", "size"),
          Map.entry("string(size or percent, may be negative)", "sizeOrPercent"),
          Map.entry("string(size match, e.g. >= 1TB)", "sizeMatch"),
          Map.entry("string or int(size)", "sizeOrInt"),
          Map.entry("int(file mode, octal)", "fileMode"),
          Map.entry("object{crt: base64 PEM, key: base64 PEM}", "keypair"),
          Map.entry("object{crt: base64 PEM}", "certificate"),
          Map.entry("object{key: base64 PEM}", "key"),
          Map.entry("string(base64)", "base64"),
          Map.entry("int or string lo-hi", "portRange"),
          Map.entry("string(ip:port)", "ipPort"),
          Map.entry("object (free form)", "free"),
          Map.entry("string or list of string", "args"));

  @Test
  void theKindsAreThoseOfTheContract() throws IOException {
    List<String> expected = kinds().stream().map(kind -> text(kind, "kind")).toList();

    assertThat(Documents.all()).extracting(DocumentKind::name).containsExactlyElementsOf(expected);
    assertThat(expected).hasSize(90);
  }

  @TestFactory
  List<DynamicTest> everyKindHasItsFieldsWithAllProperties() throws IOException {
    var tests = new ArrayList<DynamicTest>();
    for (Map<?, ?> fact : kinds()) {
      String name = text(fact, "kind");
      DocumentKind kind = Documents.find(name).orElse(Documents.main());
      tests.add(DynamicTest.dynamicTest(name, () -> compare(kind, fact)));
    }
    return tests;
  }

  @Test
  void everyFieldHasAnEffect() {
    int fields = 0;
    for (DocumentKind kind : Documents.all()) {
      fields += kind.root().flatten().size(); // reading a field without one fails
    }
    assertThat(fields).isGreaterThan(1_200);
    Field machine = Field.root(null);
    machine.add(Field.parse("machine object"));
    assertThatThrownBy(() -> machine.add(Field.parse("machine.new string omitempty")))
        .hasMessage("schema: no effect of machine.new");
  }

  private static void compare(DocumentKind kind, Map<?, ?> fact) {
    assertThat(kind.area()).isEqualTo(text(fact, "package"));
    assertThat(identity(kind)).isEqualTo(text(fact, "identity").split(" \\(", 2)[0]);
    assertThat(kind.hasSecrets()).isEqualTo(fact.get("has_secrets"));
    assertThat(kind.isValidated()).isEqualTo(fact.get("validated"));
    assertThat(kind.isRuntimeValidated()).isEqualTo(fact.get("runtime_validated"));
    assertThat(kind.excludesMainFields()).isEqualTo(fact.get("excludes_v1alpha1_fields"));
    assertThat(kind.isControlPlaneOnly()).isEqualTo(fact.get("control_plane_only"));
    assertThat(kind.isPublished()).isEqualTo(fact.get("in_json_schema"));
    assertThat(kind.conflicts()).isEqualTo(fact.get("conflicts_with_kinds_of_same_name"));
    List<Map<String, Object>> expected =
        list(fact, "fields").stream().map(SchemaFactsTest::expected).toList();
    assertThat(kind.root().flatten().stream().map(SchemaFactsTest::described))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private static String identity(DocumentKind kind) {
    return switch (kind.identity()) {
      case MAIN -> "main document";
      case NAMED -> "one per name";
      case SINGLE -> "single";
    };
  }

  private static Map<String, Object> described(Field field) {
    var result = new LinkedHashMap<String, Object>();
    result.put("path", field.path());
    result.put("type", field.shape().mark() + field.type().word());
    result.put("required", field.is(FieldFlag.REQUIRED));
    result.put("omitempty", field.is(FieldFlag.OMITEMPTY));
    result.put("unset_differs_from_zero", field.is(FieldFlag.NULLABLE));
    result.put("deprecated", field.is(FieldFlag.DEPRECATED));
    result.put("hidden_from_schema", field.is(FieldFlag.HIDDEN));
    result.put("merge", field.is(FieldFlag.REPLACE) ? "replace" : "");
    result.put("enum", field.values());
    result.put("schemes", field.schemes());
    result.put("default", field.defaultJson().map(SchemaFactsTest::parse).orElse(""));
    return result;
  }

  private static Map<String, Object> expected(Map<?, ?> fact) {
    var result = new LinkedHashMap<String, Object>();
    result.put("path", text(fact, "path"));
    boolean table = Objects.equals(fact.get("enum_count"), 256);
    result.put("type", table ? "routingTable" : type(text(fact, "type")));
    for (String flag :
        List.of(
            "required",
            "omitempty",
            "unset_differs_from_zero",
            "deprecated",
            "hidden_from_schema")) {
      result.put(flag, fact.containsKey(flag));
    }
    result.put("merge", fact.containsKey("merge") ? text(fact, "merge") : "");
    result.put(
        "enum", fact.containsKey("enum") ? Objects.requireNonNull(fact.get("enum")) : List.of());
    result.put("schemes", schemes(fact.containsKey("pattern") ? text(fact, "pattern") : ""));
    Object defaults = fact.get("default");
    result.put("default", defaults == null ? "" : defaults);
    return result;
  }

  private static String type(String fact) {
    if (fact.startsWith("list of ")) {
      return "[]" + type(fact.substring("list of ".length()));
    }
    if (fact.startsWith("map of string to ")) {
      return "{}" + type(fact.substring("map of string to ".length()));
    }
    return TYPES.getOrDefault(fact, fact);
  }

  /** Patterns of URLs list schemes; those of other types are what the type means. */
  private static List<String> schemes(String pattern) {
    if (!pattern.endsWith("://")) {
      return List.of();
    }
    return List.of(pattern.replaceAll("[\\^()]|://", "").split("\\|", -1));
  }

  private static List<Map<?, ?>> kinds() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(SchemaFactsTest.class.getResourceAsStream("/wire/config.json"))) {
      return list(
          (Map<?, ?>) parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)), "kinds");
    }
  }

  private static Object parse(String json) {
    return new Load(LoadSettings.builder().build()).loadFromString(json);
  }

  private static List<Map<?, ?>> list(Map<?, ?> map, String key) {
    var result = new ArrayList<Map<?, ?>>();
    ((List<?>) Objects.requireNonNull(map.get(key))).forEach(item -> result.add((Map<?, ?>) item));
    return result;
  }

  private static String text(Map<?, ?> map, String key) {
    return Objects.requireNonNull(map.get(key)).toString();
  }
}
