package dev.ijen.operator.render;

import dev.ijen.config.ConfigException;
import dev.ijen.config.MachineConfig;
import dev.ijen.config.ValidationContext;
import dev.ijen.config.ValidationContext.Platform;
import dev.ijen.crds.MachineStatus.Problem;
import dev.ijen.crds.MachineStatus.ProblemKind;
import dev.ijen.operator.render.Rendering.Refused;
import dev.ijen.operator.render.Rendering.Rendered;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Merges fragments over a base config. The result depends on the fragments alone, not on their
 * order.
 */
public final class Renderer {
  /** More fragments for one machine than this are refused. */
  public static final int MAX_FRAGMENTS = 64;

  /** More problems than this are not reported. */
  public static final int MAX_PROBLEMS = 32;

  /** What depends on the kind of node is left to the node, which refuses it in its own words. */
  private static final ValidationContext ANY_NODE = ValidationContext.on(Platform.CLOUD);

  private static final int MAX_PATH = 512;
  private static final int MAX_MESSAGE = 1024;

  private Renderer() {}

  /** Merges in order of precedence, or says everything that stands in the way. */
  public static Rendering render(String base, List<Fragment> fragments) {
    if (fragments.size() > MAX_FRAGMENTS) {
      return refused(
          "%d fragments select this machine; at most %d may"
              .formatted(fragments.size(), MAX_FRAGMENTS));
    }
    List<Problem> conflicts = Conflicts.find(fragments);
    return conflicts.isEmpty() ? merge(base, fragments) : new Refused(conflicts);
  }

  /** Which fragment each field has its value from: path to name, in the order of merging. */
  public static SequencedMap<String, String> provenance(List<Fragment> fragments) {
    var origins = new LinkedHashMap<String, String>();
    for (Fragment fragment : fragments.stream().sorted(Fragment.PRECEDENCE).toList()) {
      Leaves.of(fragment.text()).keySet().forEach(path -> origins.put(path, fragment.name()));
    }
    return origins;
  }

  /** What is wrong between fragments, whatever they are merged over. */
  public static List<Problem> conflicts(List<Fragment> fragments) {
    return Conflicts.find(fragments);
  }

  private static Rendering merge(String base, List<Fragment> fragments) {
    MachineConfig config;
    try {
      config = MachineConfig.decode(base);
      config.validate(ANY_NODE).orThrow();
    } catch (ConfigException e) {
      return new Refused(e.problems().stream().map(p -> problem("", p, true)).toList());
    }
    var problems = new ArrayList<Problem>();
    for (Fragment fragment : fragments.stream().sorted(Fragment.PRECEDENCE).toList()) {
      try {
        MachineConfig merged = config.patch(fragment.text());
        merged.validate(ANY_NODE).orThrow();
        config = merged;
      } catch (ConfigException e) {
        e.problems().forEach(p -> problems.add(problem(fragment.name(), p, fragment.written())));
      }
    }
    return problems.isEmpty() ? new Rendered(config) : new Refused(problems);
  }

  private static Refused refused(String message) {
    return new Refused(List.of(new Problem("", ProblemKind.INVALID, "", message)));
  }

  private static Problem problem(String source, dev.ijen.config.Problem problem, boolean withLine) {
    String separator = problem.document().isEmpty() || problem.path().isEmpty() ? "" : ": ";
    String line = withLine && problem.line() > 0 ? " (line " + problem.line() + ")" : "";
    String path = (problem.document() + separator + problem.path() + line).strip();
    return new Problem(
        source,
        ProblemKind.INVALID,
        Text.cut(path, MAX_PATH),
        Text.cut(problem.message(), MAX_MESSAGE));
  }
}
