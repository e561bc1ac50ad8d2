package dev.ijen.operator.rollout;

import dev.ijen.crds.Rollout;
import dev.ijen.operator.gate.GateView;
import java.util.Map;

/** Asks gates, not more often than each of them wants. */
public interface GateReader {
  /** The gates of a rollout's strategy by name, each with its last reading. */
  Map<String, GateView> read(Rollout rollout, Surroundings around);
}
