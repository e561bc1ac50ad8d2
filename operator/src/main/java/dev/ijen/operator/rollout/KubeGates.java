package dev.ijen.operator.rollout;

import dev.ijen.crds.Durations;
import dev.ijen.crds.HealthGate;
import dev.ijen.crds.HealthGateSpec;
import dev.ijen.crds.HealthGateSpec.Check;
import dev.ijen.crds.Machine;
import dev.ijen.crds.Rollout;
import dev.ijen.crds.RolloutStatus.Evidence;
import dev.ijen.crds.Strategy.GateUse;
import dev.ijen.operator.fleet.Fleet;
import dev.ijen.operator.gate.Checks;
import dev.ijen.operator.gate.GateReading;
import dev.ijen.operator.gate.GateView;
import dev.ijen.operator.metrics.Meters;
import dev.ijen.operator.render.Text;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Asks gates in the background, each as often as it wants, and remembers the last reading. What is
 * remembered is not needed after a restart.
 */
@Singleton
public final class KubeGates {
  private static final int MAX_MESSAGE = 512;

  private final Checks checks;
  private final MeterRegistry registry;
  private final Clock clock = Clock.systemUTC();
  private final Map<String, GateReading> readings = new ConcurrentHashMap<>();
  private final Set<String> asked = ConcurrentHashMap.newKeySet();
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

  KubeGates(Checks checks, MeterRegistry registry) {
    this.checks = checks;
    this.registry = registry;
  }

  /** A reader for the rollouts of a namespace. */
  public GateReader reader(String namespace, Fleet fleet) {
    return (rollout, around) -> read(namespace, fleet, rollout, around);
  }

  private Map<String, GateView> read(
      String namespace, Fleet fleet, Rollout rollout, Surroundings around) {
    var views = new HashMap<String, GateView>();
    for (GateUse use : rollout.getSpec().strategy().gates()) {
      String name = use.name();
      Optional<HealthGate> gate =
          around.gates().stream().filter(g -> g.getMetadata().getName().equals(name)).findFirst();
      views.put(
          name,
          gate.map(found -> view(namespace, fleet, rollout, around, found))
              .orElseGet(() -> missing(name)));
    }
    return views;
  }

  private GateView view(
      String namespace, Fleet fleet, Rollout rollout, Surroundings around, HealthGate gate) {
    HealthGateSpec spec = gate.getSpec();
    String key =
        "%s/%s/%s/%d"
            .formatted(
                namespace,
                rollout.getSpec().pool(),
                gate.getMetadata().getName(),
                gate.getMetadata().getGeneration());
    GateReading last = readings.get(key);
    Instant due = last == null ? Instant.MIN : last.at().plus(Durations.parse(spec.interval()));
    if (!clock.instant().isBefore(due) && asked.add(key)) {
      List<Machine> members =
          Members.find(around.pools(), rollout.getSpec().pool())
              .map(pool -> Members.of(pool, around.machines()))
              .orElse(List.of());
      workers.execute(() -> ask(key, spec, members, fleet));
    }
    return new GateView(spec, Optional.ofNullable(last));
  }

  private void ask(String key, HealthGateSpec spec, List<Machine> members, Fleet fleet) {
    try {
      var evidence = new ArrayList<Evidence>();
      for (Check check : spec.checks()) {
        evidence.add(ask(check, members, fleet));
      }
      readings.put(key, new GateReading(clock.instant(), evidence));
    } finally {
      asked.remove(key);
    }
  }

  private Evidence ask(Check check, List<Machine> members, Fleet fleet) {
    Instant begin = clock.instant();
    Checks.Finding finding;
    try {
      finding = checks.run(check, members, fleet);
    } catch (RuntimeException e) { // what is asked is the user's: it may fail in any way
      finding = new Checks.Finding(false, String.valueOf(e.getMessage()));
    }
    registry
        .timer(
            Meters.CHECK_SECONDS,
            "check",
            Checks.kind(check),
            "result",
            finding.passed() ? "passed" : "failed")
        .record(Duration.between(begin, clock.instant()));
    return new Evidence(check.name(), finding.passed(), Text.cut(finding.message(), MAX_MESSAGE));
  }

  private GateView missing(String name) {
    var evidence = new Evidence("exists", false, "HealthGate %s does not exist".formatted(name));
    return new GateView(
        new HealthGateSpec(null, null, null, null, null),
        Optional.of(new GateReading(clock.instant(), List.of(evidence))));
  }
}
