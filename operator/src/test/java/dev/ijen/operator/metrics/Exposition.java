package dev.ijen.operator.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the operator shows to Prometheus: the names and labels that documents and alerts rely on.
 */
public final class Exposition {
  private static final Pattern SERIES = Pattern.compile("(\\w+)(?:\\{(.*)})? ([^ ]+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  /** All meters of the operator with their labels. */
  public static final Map<String, Set<String>> METERS = meters();

  private Exposition() {}

  private static Map<String, Set<String>> meters() {
    var meters = new HashMap<String, Set<String>>();
    meters.put("ijen_leader", Set.of());
    meters.put("ijen_machines", Set.of("namespace", "phase"));
    meters.put("ijen_machines_drifted", Set.of("namespace"));
    meters.put("ijen_machines_outdated", Set.of("namespace"));
    meters.put("ijen_grants", Set.of("namespace"));
    meters.put("ijen_rollouts", Set.of("namespace", "kind", "phase"));
    meters.put("ijen_rollouts_waiting", Set.of("namespace", "kind", "reason"));
    meters.put("ijen_rollout_machines_total", Set.of("kind", "outcome"));
    meters.put("ijen_node_streams_ended_total", Set.of("method", "code"));
    meters.put("ijen_status_refused_total", Set.of("kind"));
    timer(meters, "ijen_rollout_seconds", Set.of("kind", "phase"));
    timer(meters, "ijen_rollout_machine_seconds", Set.of("kind"));
    timer(meters, "ijen_rollout_step_seconds", Set.of("kind", "step"));
    timer(meters, "ijen_gate_check_seconds", Set.of("check", "result"));
    timer(meters, "ijen_node_rpc_seconds", Set.of("method", "code"));
    return Map.copyOf(meters);
  }

  private static void timer(Map<String, Set<String>> meters, String name, Set<String> labels) {
    for (String suffix : List.of("_count", "_sum", "_max")) {
      meters.put(name + suffix, labels);
    }
  }

  /**
   * A sample.
   *
   * @param name name of the meter
   * @param labels its labels
   * @param value its value
   */
  public record Sample(String name, Map<String, String> labels, double value) {}

  /** The samples of the operator's own meters in a scrape. */
  public static List<Sample> parse(String scrape) {
    return all(scrape).stream().filter(sample -> sample.name().startsWith("ijen_")).toList();
  }

  /** All samples of a scrape of any program. */
  public static List<Sample> all(String scrape) {
    return scrape
        .lines()
        .map(SERIES::matcher)
        .filter(Matcher::matches)
        .map(
            line ->
                new Sample(
                    line.group(1),
                    LABEL
                        .matcher(line.group(2) == null ? "" : line.group(2))
                        .results()
                        .collect(Collectors.toMap(l -> l.group(1), l -> l.group(2))),
                    number(line.group(3))))
        .toList();
  }

  private static double number(String text) {
    return text.endsWith("Inf")
        ? Double.parseDouble(text.replace("Inf", "Infinity"))
        : Double.parseDouble(text);
  }
}
