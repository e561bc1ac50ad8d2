package dev.ijen.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The facts of {@code wire/*.json} as {@link ContractLine}s; JSON is read as the YAML it is. */
final class WireFacts {
  private static final Path FOLDER = Path.of("src/test/resources/wire");

  private final Set<String> lines = new TreeSet<>();

  /** Reads every file but the index. */
  static Set<String> lines() {
    var facts = new WireFacts();
    files().forEach(facts::addPackage);
    return facts.lines;
  }

  /** The counts that the index promises: packages, services, methods, messages, fields, enums. */
  static Map<String, Integer> totals() {
    Map<String, Integer> totals = cast(load(FOLDER.resolve("index.json")).get("totals"));
    return Map.copyOf(totals);
  }

  private static List<Map<String, Object>> files() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> !file.endsWith("index.json"))
          .map(WireFacts::load)
          .collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> load(Path file) {
    try {
      LoadSettings settings = LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
      return cast(new Load(settings).loadFromString(Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void addPackage(Map<String, Object> facts) {
    lines.add(ContractLine.ofPackage(text(facts, "package"), text(facts, "syntax")));
    Map<String, Map<String, Object>> services = cast(facts.get("services"));
    services.forEach(this::addService);
    Map<String, Map<String, Object>> messages = cast(facts.get("messages"));
    messages.forEach(this::addMessage);
    Map<String, Map<String, Object>> enums = cast(facts.get("enums"));
    enums.forEach(this::addEnum);
  }

  private void addService(String name, Map<String, Object> service) {
    lines.add(ContractLine.ofService(name, is(service, "deprecated")));
    for (Map<String, Object> method : list(service, "methods")) {
      lines.add(
          ContractLine.ofMethod(
              text(method, "path"),
              text(method, "request"),
              text(method, "response"),
              is(method, "client_streaming"),
              is(method, "server_streaming"),
              is(method, "deprecated")));
    }
  }

  private void addMessage(String name, Map<String, Object> message) {
    lines.add(
        ContractLine.ofMessage(
            name,
            is(message, "deprecated"),
            reservedNumbers(message),
            this.<String>values(message, "reserved_names"),
            this.<String>values(message, "oneofs")));
    for (Map<String, Object> field : list(message, "fields")) {
      lines.add(
          ContractLine.ofField(
              name + "." + text(field, "name"),
              (int) field.get("number"),
              type(field),
              text(field, "label"),
              (String) field.getOrDefault("oneof", ""),
              is(field, "packed"),
              is(field, "deprecated")));
    }
  }

  private void addEnum(String name, Map<String, Object> facts) {
    lines.add(ContractLine.ofEnum(name, is(facts, "allow_alias")));
    for (Map<String, Object> value : list(facts, "values")) {
      lines.add(
          ContractLine.ofValue(
              name, text(value, "name"), (int) value.get("number"), is(value, "deprecated")));
    }
  }

  private static String type(Map<String, Object> field) {
    Map<String, String> map = cast(field.get("map"));
    return map == null
        ? text(field, "type")
        : ContractLine.mapType(map.get("key"), map.get("value"));
  }

  private List<String> reservedNumbers(Map<String, Object> message) {
    List<String> ranges = new ArrayList<>();
    for (List<Integer> range : this.<List<Integer>>values(message, "reserved_numbers")) {
      ranges.add(range.getFirst() + "-" + range.getLast());
    }
    return ranges;
  }

  private <T> List<T> values(Map<String, Object> facts, String key) {
    return cast(facts.getOrDefault(key, List.of()));
  }

  private static List<Map<String, Object>> list(Map<String, Object> facts, String key) {
    return cast(facts.get(key));
  }

  private static String text(Map<String, Object> facts, String key) {
    return facts.get(key).toString();
  }

  private static boolean is(Map<String, Object> facts, String key) {
    return Boolean.TRUE.equals(facts.get(key));
  }

  @SuppressWarnings("unchecked") // the shape of the files is fixed and a wrong one fails the test
  private static <T> T cast(Object value) {
    return (T) value;
  }
}
