package dev.ijen.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.crds.MachinePhase;
import dev.ijen.crds.RolloutStatus.Outcome;
import dev.ijen.crds.RolloutStatus.Phase;
import dev.ijen.operator.condition.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Alerts name meters, labels and values that exist, and say what to do. */
class AlertsTest {
  private static final Path RULES = Path.of("../helm/alerts/prometheusrule.yaml");
  private static final Path RUNBOOK = Path.of("../docs/alerts.md");
  private static final Pattern METER = Pattern.compile("(ijen_\\w+)(?:\\{([^}]*)})?");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)(=~|!=|!~|=)\"([^\"]*)\"");
  private static final Pattern BY = Pattern.compile("(?:by|on) \\(([^)]*)\\)");
  private static final Pattern DURATION = Pattern.compile("[1-9][0-9]*[smhd]");

  private static List<Map<String, Object>> rules() throws IOException {
    var document = (Map<?, ?>) load(Files.readString(RULES));
    assertThat(document.get("apiVersion")).isEqualTo("monitoring.coreos.com/v1");
    assertThat(document.get("kind")).isEqualTo("PrometheusRule");
    return list(((Map<?, ?>) document.get("spec")).get("groups")).stream()
        .flatMap(group -> list(group.get("rules")).stream())
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void metersLabelsAndValuesExist(Map<String, Object> rule) {
    String expression = (String) rule.get("expr");
    List<MatchResult> meters = METER.matcher(expression).results().toList();
    assertThat(meters).isNotEmpty();
    for (MatchResult meter : meters) {
      assertThat(Exposition.METERS).containsKey(meter.group(1));
      Set<String> labels = Exposition.METERS.get(meter.group(1));
      MATCHER
          .matcher(meter.group(2) == null ? "" : meter.group(2))
          .results()
          .forEach(
              matcher -> {
                assertThat(labels).contains(matcher.group(1));
                assertThat(values(matcher.group(1))).containsAll(alternatives(matcher.group(3)));
              });
      BY.matcher(expression)
          .results()
          .forEach(by -> assertThat(labels).contains(by.group(1).split(", *", -1)));
    }
    assertThat(count(expression, '(')).isEqualTo(count(expression, ')'));
    assertThat(count(expression, '{')).isEqualTo(count(expression, '}'));
    assertThat(expression).containsPattern("[<>] [0-9.]+\\s*$");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void eachSaysWhatToDo(Map<String, Object> rule) throws IOException {
    String name = (String) rule.get("alert");
    var annotations = (Map<?, ?>) rule.get("annotations");
    assertThat(annotations.get("summary")).asString().isNotBlank();
    assertThat(annotations.get("description")).asString().isNotBlank();
    assertThat(annotations.get("runbook_url"))
        .isEqualTo("docs/alerts.md#" + name.toLowerCase(Locale.ROOT));
    assertThat(Files.readString(RUNBOOK)).contains("### " + name + "\n");
    assertThat(((Map<?, ?>) rule.get("labels")).get("severity")).isIn("critical", "warning");
    if (rule.get("for") != null) {
      assertThat((String) rule.get("for")).matches(DURATION);
    }
  }

  @Test
  void alertsAreNamedOnce() throws IOException {
    assertThat(rules()).extracting(rule -> rule.get("alert")).doesNotHaveDuplicates();
  }

  @Test
  void allMetersAreDocumented() throws IOException {
    String text = Files.readString(RUNBOOK);
    assertThat(Exposition.METERS.keySet())
        .allMatch(name -> text.contains(name.replaceAll("_(count|sum|max)$", "")));
  }

  private static Set<String> values(String label) {
    return switch (label) {
      case "phase" ->
          Stream.concat(Stream.of(MachinePhase.values()), Stream.of(Phase.values()))
              .map(Meters::word)
              .collect(Collectors.toSet());
      case "outcome" -> Stream.of(Outcome.values()).map(Meters::word).collect(Collectors.toSet());
      case "reason" -> Stream.of(Reason.values()).map(Reason::word).collect(Collectors.toSet());
      case "code" -> Set.of("OK");
      default -> Set.of();
    };
  }

  private static List<String> alternatives(String value) {
    return List.of(value.split("\\|", -1));
  }

  private static long count(String text, char sign) {
    return text.chars().filter(c -> c == sign).count();
  }

  private static Object load(String yaml) {
    return new Load(LoadSettings.builder().build()).loadFromString(yaml);
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> list(Object value) {
    return (List<Map<String, Object>>) value;
  }
}
