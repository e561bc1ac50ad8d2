package dev.ijen.operator.metrics;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names of meters and labels. They are API: dashboards and alerts match them. Every label has
 * few values: a namespace is a cluster, and names of machines, pools or rollouts are never labels.
 */
public final class Meters {
  /** 1 while this process leads. */
  public static final String LEADER = "ijen.leader";

  /** Machines by phase. */
  public static final String MACHINES = "ijen.machines";

  /** Machines whose node has something that it was not given. */
  public static final String DRIFTED = "ijen.machines.drifted";

  /** Machines whose node has another config than is desired. */
  public static final String OUTDATED = "ijen.machines.outdated";

  /** Rollouts that are not over, by phase. */
  public static final String ROLLOUTS = "ijen.rollouts";

  /** Rollouts that wait, by what they wait for. */
  public static final String WAITING = "ijen.rollouts.waiting";

  /** Machines that may be disrupted now. */
  public static final String GRANTS = "ijen.grants";

  /** How long rollouts took. */
  public static final String ROLLOUT_SECONDS = "ijen.rollout";

  /** How long one machine took that has what it was to get. */
  public static final String MACHINE_SECONDS = "ijen.rollout.machine";

  /** How long one step of one machine took; {@code Changing} of kind OS is a reboot. */
  public static final String STEP_SECONDS = "ijen.rollout.step";

  /** Machines of rollouts that are over, by outcome. */
  public static final String OUTCOMES = "ijen.rollout.machines";

  /** How long single checks of gates took. */
  public static final String CHECK_SECONDS = "ijen.gate.check";

  /** How long calls to nodes took. */
  public static final String CALL_SECONDS = "ijen.node.rpc";

  /** Streams of nodes that ended and were opened again. */
  public static final String STREAMS_ENDED = "ijen.node.streams.ended";

  /** Statuses that the API server refused. */
  public static final String STATUS_REFUSED = "ijen.status.refused";

  private Meters() {}

  /** The word of a constant as objects show it: {@code NOT_READY} is {@code NotReady}. */
  public static String word(Enum<?> constant) {
    return Stream.of(constant.name().split("_", -1))
        .map(part -> part.charAt(0) + part.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }
}
