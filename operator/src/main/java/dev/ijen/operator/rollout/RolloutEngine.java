package dev.ijen.operator.rollout;

import dev.ijen.crds.Cluster;
import dev.ijen.crds.Rollout;
import dev.ijen.crds.RolloutStatus;
import dev.ijen.crds.RolloutStatus.Phase;
import dev.ijen.operator.fleet.Fleet;
import dev.ijen.operator.fleet.NodeCall;
import dev.ijen.operator.gate.GateView;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a rollout on: looks, decides, does the one thing that was decided, and looks again. It
 * keeps nothing between two looks, so that it may be killed anywhere.
 */
public final class RolloutEngine {
  private static final Logger LOG = LoggerFactory.getLogger(RolloutEngine.class);

  /** More things than this are not done in one go, so that other rollouts get their turn. */
  private static final int MAX_STEPS = 32;

  private static final Duration SOON = Duration.ofSeconds(1);

  private final RolloutStore store;
  private final Fleet fleet;
  private final GateReader gates;
  private final LongSupplier epoch;
  private final InstantSource clock;

  /**
   * Makes an engine for a namespace.
   *
   * @param epoch fencing epoch of this leader
   */
  public RolloutEngine(
      RolloutStore store, Fleet fleet, GateReader gates, LongSupplier epoch, InstantSource clock) {
    this.store = store;
    this.fleet = fleet;
    this.gates = gates;
    this.epoch = epoch;
    this.clock = clock;
  }

  /** Does what is to do about a rollout and says when to look again at the latest. */
  public Duration run(String name) throws InterruptedException {
    for (int i = 0; i < MAX_STEPS; i++) {
      Optional<Rollout> rollout = store.rollout(name);
      if (rollout.isEmpty()) {
        return RolloutPlanner.IDLE;
      }
      Optional<Duration> pause = step(rollout.get());
      if (pause.isPresent()) {
        return pause.get();
      }
    }
    return SOON;
  }

  /** One look and one deed; a pause when there is nothing to do. */
  private Optional<Duration> step(Rollout rollout) throws InterruptedException {
    Surroundings around = store.surroundings();
    Decision decision = RolloutPlanner.next(view(rollout, around), clock.instant());
    try {
      return carryOut(rollout, around, decision);
    } catch (RolloutStore.Conflict e) {
      LOG.atDebug().addKeyValue("rollout", name(rollout)).setCause(e).log("decides again");
      return Optional.empty();
    }
  }

  private RolloutView view(Rollout rollout, Surroundings around) {
    Phase phase = rollout.getStatus() == null ? null : rollout.getStatus().phase();
    boolean over = phase != null && phase.isFinal();
    Map<String, GateView> read = over ? Map.of() : gates.read(rollout, around);
    return Views.of(rollout, around, fleet, read, epoch.getAsLong(), clock.instant());
  }

  private Optional<Duration> carryOut(Rollout rollout, Surroundings around, Decision decision)
      throws RolloutStore.Conflict, InterruptedException {
    String name = name(rollout);
    switch (decision) {
      case Decision.Write(RolloutStatus status) -> {
        store.write(rollout, status);
        tell(rollout, status);
      }
      case Decision.Claim(List<String> machines) -> {
        Cluster cluster = around.clusters().getFirst();
        store.write(cluster, Grants.plus(cluster, name, machines, clock.instant()));
      }
      case Decision.Release(List<String> machines) -> {
        Cluster cluster = around.clusters().getFirst();
        store.write(cluster, Grants.minus(cluster, name, machines));
      }
      case Decision.LetGo _ -> {
        store.letGo(rollout);
        LOG.atInfo().addKeyValue("rollout", name).log("let a deleted rollout go");
      }
      case Decision.Act(List<NodeCall> calls) -> {
        for (NodeCall call : calls) {
          fleet.call(call, epoch.getAsLong(), "ijen-operator rollout " + name);
        }
      }
      case Decision.Wait(Duration recheck) -> {
        return Optional.of(recheck);
      }
    }
    return Optional.empty();
  }

  private void tell(Rollout rollout, RolloutStatus after) {
    RolloutStatus before = Objects.requireNonNullElse(rollout.getStatus(), RolloutStatus.NONE);
    for (Notes.Note note : Notes.of(before, after)) {
      store.tell(rollout, note.machine(), note.reason(), note.message());
    }
  }

  private static String name(Rollout rollout) {
    return rollout.getMetadata().getName();
  }
}
