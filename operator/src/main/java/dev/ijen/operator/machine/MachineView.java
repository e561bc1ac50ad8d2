package dev.ijen.operator.machine;

import dev.ijen.crds.MachineStatus.Source;
import dev.ijen.operator.node.Observation;
import dev.ijen.operator.render.Rendering;
import java.util.List;

/**
 * Everything that a decision about a machine is made from.
 *
 * @param generation generation of the Machine's spec
 * @param sources the fragments that went into the rendering, in the order of merging
 * @param rendering the desired config, or why there is none
 * @param observation the node as it is
 * @param before what the status says so far
 */
record MachineView(
    long generation,
    List<Source> sources,
    Rendering rendering,
    Observation observation,
    Before before) {
  MachineView {
    sources = List.copyOf(sources);
  }

  MachineView with(Observation later) {
    return new MachineView(generation, sources, rendering, later, before);
  }
}
