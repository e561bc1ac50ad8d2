package dev.ijen.operator.sim;

import dev.ijen.crds.HealthGateSpec;
import dev.ijen.crds.MachinePoolSpec.ApplyMode;
import dev.ijen.crds.MaintenanceWindowSpec;
import dev.ijen.crds.RolloutSpec.Kind;
import dev.ijen.crds.Strategy;
import dev.ijen.operator.sim.SimRelease.Behaviour;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a simulated run is about, drawn from a seed.
 *
 * @param machines number of machines of the pool, 5 to 50
 * @param controlPlanes how many of them are control planes
 * @param others machines of the cluster outside the pool
 * @param kind what is changed
 * @param release for kind OS
 * @param config for kind Config: behaviour is written in the name
 * @param strategy how
 * @param clusterMax budget of the cluster
 * @param gate a gate that comes and goes
 * @param window a window
 * @param calls part of the calls that go wrong
 * @param machineFaults whether machines crash, are slow and have jumping clocks
 * @param operatorFaults whether the operator is killed and deposed
 * @param longOutages whether it stays away for longer than nodes wait for it
 * @param people whether people meddle
 */
record Plan(
    int machines,
    int controlPlanes,
    int others,
    Kind kind,
    SimRelease release,
    String config,
    Strategy strategy,
    int clusterMax,
    Optional<HealthGateSpec> gate,
    Optional<MaintenanceWindowSpec> window,
    double calls,
    boolean machineFaults,
    boolean operatorFaults,
    boolean longOutages,
    boolean people) {

  static Plan draw(RandomGenerator random) {
    int machines = random.nextInt(5, 51);
    Optional<HealthGateSpec> gate =
        random.nextInt(3) == 0
            ? Optional.of(
                new HealthGateSpec(
                    List.of(), "20s", "10s", "2h", pick(random, HealthGateSpec.OnTimeout.values())))
            : Optional.empty();
    Optional<MaintenanceWindowSpec> window =
        random.nextInt(4) == 0 ? Optional.of(window(random)) : Optional.empty();
    return new Plan(
        machines,
        random.nextInt(3) == 0 ? 3 : 0,
        random.nextInt(4),
        pick(random, Kind.values()),
        SimRelease.of(behaviour(random), 2),
        pick(
            random,
            List.of("cfg-2", "cfg-2", "cfg-2-reboot", "cfg-2-sick", "cfg-2-reboot-sick")
                .toArray(String[]::new)),
        strategy(random, gate.isPresent(), window.isPresent()),
        random.nextInt(1, 8),
        gate,
        window,
        random.nextBoolean() ? 0 : random.nextDouble(0.3),
        random.nextInt(3) == 0,
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextInt(4) == 0);
  }

  /** Whether nothing stands in the way of success. */
  boolean mustSucceed() {
    boolean good =
        kind == Kind.OS ? release.behaviour() == Behaviour.GOOD : !config.contains("sick");
    return good && !machineFaults && !longOutages && !people && gate.isEmpty() && calls == 0;
  }

  ApplyMode applyMode() {
    return ApplyMode.TRY;
  }

  private static Behaviour behaviour(RandomGenerator random) {
    return random.nextInt(3) > 0 ? Behaviour.GOOD : pick(random, Behaviour.values());
  }

  private static Strategy strategy(RandomGenerator random, boolean gated, boolean windowed) {
    IntOrString max =
        random.nextBoolean()
            ? new IntOrString(random.nextInt(1, 6))
            : new IntOrString(random.nextInt(1, 41) + "%");
    return new Strategy(
        max,
        pick(random, Strategy.Order.values()),
        random.nextBoolean()
            ? new Strategy.Canary(random.nextInt(1, 3), random.nextInt(0, 20) + "m")
            : null,
        random.nextBoolean()
            ? List.of(
                new Strategy.WaveShare(random.nextInt(1, 60), "3m"),
                new Strategy.WaveShare(100, "0s"))
            : List.of(),
        random.nextInt(4) == 0 ? "90s" : "0s",
        gated
            ? List.of(new Strategy.GateUse("gate", pick(random, Strategy.When.values())))
            : List.of(),
        windowed ? List.of("window") : List.of(),
        random.nextBoolean(),
        pick(random, Strategy.Prestage.values()),
        new Strategy.Failure(
            random.nextInt(1, 4), random.nextInt(1, 3), pick(random, Strategy.Action.values())),
        new Strategy.Deadlines("30m", "10m", "5m"),
        random.nextInt(6, 20) + "m");
  }

  private static MaintenanceWindowSpec window(RandomGenerator random) {
    String duration = random.nextInt(1, 5) + "h";
    var schedule =
        new MaintenanceWindowSpec.Schedule(
            random.nextInt(60) + " " + random.nextInt(24) + " * * *", duration, "Europe/Berlin");
    return new MaintenanceWindowSpec(List.of(schedule), List.of(), List.of());
  }

  @SafeVarargs
  private static <T> T pick(RandomGenerator random, T... values) {
    return values[random.nextInt(values.length)];
  }
}
