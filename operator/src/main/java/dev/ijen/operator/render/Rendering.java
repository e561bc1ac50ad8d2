package dev.ijen.operator.render;

import dev.ijen.config.MachineConfig;
import dev.ijen.crds.MachineStatus.Problem;
import java.util.List;

/** What came of merging. */
public sealed interface Rendering {
  /**
   * A config that a node can be given.
   *
   * @param config base and fragments in one
   */
  record Rendered(MachineConfig config) implements Rendering {}

  /**
   * No config: nothing may be applied.
   *
   * @param problems at least one, at most {@link Renderer#MAX_PROBLEMS}
   */
  record Refused(List<Problem> problems) implements Rendering {
    /** Copies the list and cuts it to its bound. */
    public Refused {
      problems = List.copyOf(problems.subList(0, Math.min(problems.size(), Renderer.MAX_PROBLEMS)));
    }
  }
}
