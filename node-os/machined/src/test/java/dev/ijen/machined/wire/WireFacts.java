package dev.ijen.machined.wire;

import com.google.protobuf.Descriptors.EnumDescriptor;
import dev.ijen.api.resource.enums.NethelpersFamily;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The facts of {@code cosi-resources.json}, and the table that follows from them. */
final class WireFacts {

  /** Specs without rows of their own in the facts, and rows without numbers. */
  private static final Map<String, List<String>> FIELDS =
      Map.of(
          "Namespaces.meta.cosi.dev", List.of("F\tdescription\tstring\t\t1"),
          "ResourceDefinitions.meta.cosi.dev",
              List.of(
                  "F\ttype\tstring\t\t1",
                  "F\tdisplayType\tstring\t\t2",
                  "F\tdefaultNamespace\tstring\t\t3",
                  "F\taliases\t[]string\t\t4",
                  "F\tallAliases\t[]string\t\t5",
                  "F\tprintColumns\t[]@spec.PrintColumn\t\t6",
                  "F\tsensitivity\t@spec.Sensitivity\to\t7"),
          "MachineConfigs.config.talos.dev", List.of("F\t(inline)\tstring\t\t1"),
          "MachineTypes.config.talos.dev", List.of("F\t(inline)\t@config.MachineType\t\t1"),
          "spec.PrintColumn", List.of("F\tname\tstring\t\t1", "F\tjsonPath\tstring\t\t2"));

  /** Numbers that the facts leave to the protobuf enum, and texts of an enum they lack. */
  private static final Map<String, List<String>> VALUES =
      Map.of(
          "spec.Sensitivity", List.of("V\t\t0", "V\tsensitive\t1"),
          "nethelpers.NfTablesChainPriority",
              List.of("V\tfirst\t-2147483648", "V\tlast\t2147483647"));

  private static final List<String> MACHINE_TYPE =
      List.of(
          "E\tconfig.MachineType",
          "V\tunknown\t0",
          "V\tinit\t1",
          "V\tcontrolplane\t2",
          "V\tworker\t3");

  private final Map<String, Object> facts;

  private WireFacts(Map<String, Object> facts) {
    this.facts = facts;
  }

  static WireFacts load() {
    try (InputStream in = WireFacts.class.getResourceAsStream("/wire/cosi-resources.json")) {
      return new WireFacts(
          map(
              new Load(LoadSettings.builder().setCodePointLimit(1 << 20).build())
                  .loadFromInputStream(in)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Map<String, Object>> resources() {
    return maps(facts.get("resources"));
  }

  List<String> namespaces() {
    return words(facts.get("namespaces"));
  }

  /** The lines of {@code resources.tsv}. */
  List<String> table() {
    var lines = new ArrayList<String>();
    namespaces().forEach(name -> lines.add("N\t" + name));
    resources().forEach(resource -> lines.addAll(resource(resource)));
    map(facts.get("types")).forEach((name, type) -> lines.addAll(type(name, map(type))));
    lines.addAll(MACHINE_TYPE);
    return lines;
  }

  private static List<String> resource(Map<String, Object> resource) {
    var lines = new ArrayList<String>();
    String name = (String) resource.get("type");
    lines.add(
        String.join(
            "\t",
            "R",
            name,
            (String) resource.get("display_type"),
            (String) resource.get("default_namespace"),
            (resource.get("sensitivity").equals("sensitive") ? "s" : "")
                + (resource.get("aliases").equals(resource.get("all_aliases")) ? "x" : ""),
            Optional.ofNullable((String) resource.get("proto_message")).orElse(""),
            String.join(",", words(resource.get("constant_ids"))),
            String.join(",", words(resource.get("aliases")))));
    for (Map<String, Object> column : maps(resource.get("print_columns"))) {
      lines.add("C\t" + column.get("name") + "\t" + column.get("json_path"));
    }
    Map<String, Object> spec = map(resource.get("spec"));
    lines.addAll(fields(name, spec, spec.containsKey("custom_yaml")));
    return lines;
  }

  private static List<String> type(String name, Map<String, Object> type) {
    var lines = new ArrayList<String>();
    if (type.containsKey("values")) {
      lines.add("E\t" + name);
      lines.addAll(values(name, maps(type.get("values"))));
    } else if (type.containsKey("fields")) {
      List<String> fields = fields(name, type, false);
      if (!fields.isEmpty()) {
        lines.add("T\t" + name);
        lines.addAll(fields);
      }
    }
    return lines;
  }

  private static List<String> fields(String name, Map<String, Object> owner, boolean inline) {
    if (FIELDS.containsKey(name)) {
      return FIELDS.get(name);
    }
    return maps(owner.get("fields")).stream()
        .filter(field -> field.containsKey("proto") || field.containsKey("proto_path"))
        .map(field -> field(field, inline))
        .toList();
  }

  private static String field(Map<String, Object> field, boolean inline) {
    Object path =
        field.containsKey("proto_path")
            ? ((List<?>) field.get("proto_path"))
                .stream().map(String::valueOf).collect(Collectors.joining("."))
            : field.get("proto");
    return String.join(
        "\t",
        "F",
        inline ? WireField.INLINE : (String) field.get("yaml"),
        (String) field.get("type"),
        Boolean.TRUE.equals(field.get("omitempty")) ? "o" : "",
        String.valueOf(path));
  }

  private static List<String> values(String name, List<Map<String, Object>> values) {
    var lines = new ArrayList<String>();
    List<Integer> numbers = numbers(name, values.size());
    for (int i = 0; i < values.size(); i++) {
      Object number = values.get(i).get("number");
      if (number == null && !numbers.isEmpty()) {
        number = numbers.get(i);
      }
      if (number != null) {
        lines.add("V\t" + values.get(i).get("text") + "\t" + number);
      }
    }
    lines.addAll(VALUES.getOrDefault(name, List.of()));
    return lines;
  }

  /** The last numbers of the protobuf enum; the facts may leave its first value out. */
  private static List<Integer> numbers(String name, int size) {
    String simple = name.substring(name.indexOf('.') + 1);
    EnumDescriptor found =
        NethelpersFamily.getDescriptor().getFile().findEnumTypeByName("Nethelpers" + simple);
    if (found == null || found.getValues().size() < size) {
      return List.of();
    }
    return found
        .getValues()
        .subList(found.getValues().size() - size, found.getValues().size())
        .stream()
        .map(value -> value.getNumber())
        .toList();
  }

  @SuppressWarnings("unchecked") // JSON objects have string keys
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked") // the facts have lists of objects here
  private static List<Map<String, Object>> maps(Object value) {
    return (List<Map<String, Object>>) value;
  }

  @SuppressWarnings("unchecked") // the facts have lists of strings here
  static List<String> words(Object value) {
    return (List<String>) value;
  }
}
