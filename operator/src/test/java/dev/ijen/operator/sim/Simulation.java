package dev.ijen.operator.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.crds.Cluster;
import dev.ijen.crds.ClusterSpec;
import dev.ijen.crds.HealthGate;
import dev.ijen.crds.Machine;
import dev.ijen.crds.MachinePool;
import dev.ijen.crds.MachinePoolSpec;
import dev.ijen.crds.MachineSpec;
import dev.ijen.crds.MachineStatus;
import dev.ijen.crds.MaintenanceWindow;
import dev.ijen.crds.Role;
import dev.ijen.crds.Rollout;
import dev.ijen.crds.RolloutSpec;
import dev.ijen.crds.RolloutSpec.Kind;
import dev.ijen.crds.RolloutStatus.Evidence;
import dev.ijen.crds.RolloutStatus.Phase;
import dev.ijen.operator.fleet.ConfigSource;
import dev.ijen.operator.fleet.Fleet;
import dev.ijen.operator.fleet.StreamingFleet;
import dev.ijen.operator.gate.GateReading;
import dev.ijen.operator.gate.GateView;
import dev.ijen.operator.rollout.GateReader;
import dev.ijen.operator.rollout.RolloutEngine;
import dev.ijen.operator.rollout.Waves;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One rollout over simulated machines, from a seed: the real engine, the real gRPC contract in
 * process, faults, people, and the rules checked at every change.
 */
final class Simulation implements AutoCloseable {
  private static final Instant BEGIN = Instant.parse("2026-03-27T10:00:00Z"); // before a DST change
  private static final Duration LONGEST = Duration.ofDays(8);
  private static final String NAME = "rollout";

  /** The operator was killed. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private final long seed;
  private final Plan plan;
  private final Random random;
  private final VirtualTime time = new VirtualTime(BEGIN);
  private final List<SimMachine> machines = new ArrayList<>();
  private final List<SimNetwork> networks = new ArrayList<>();
  private final List<Server> servers = new ArrayList<>();
  private final Map<String, ManagedChannel> channels = new HashMap<>();
  private final List<String> log = new ArrayList<>();
  private final SimStore store;
  private final Rules rules;
  private @Nullable Operator operator;
  private long epoch;
  private int kills;
  private boolean gateOpen = true;
  private Duration skew = Duration.ZERO;
  private boolean quiet;

  Simulation(long seed) throws IOException {
    this.seed = seed;
    this.random = new Random(seed);
    this.plan = Plan.draw(random);
    this.rules = new Rules(plan, this::operatorTime, this::say);
    Cluster cluster = named(new Cluster(), "cluster");
    cluster.setSpec(
        new ClusterSpec(new ClusterSpec.Budget(new IntOrString(plan.clusterMax()), 1), null));
    store =
        new SimStore(
            cluster,
            (rollout, status) -> rules.statusIsWritten(rollout, status),
            () -> rules.vanishes());
    for (int i = 0; i < plan.machines() + plan.others(); i++) {
      addMachine(i);
    }
    rules.watch(machines, store);
    addObjects();
  }

  /** Runs until nothing can happen any more. */
  void run() throws InterruptedException {
    startOperator();
    scheduleFaults();
    schedulePeople();
    Instant end = BEGIN.plus(LONGEST);
    while (!isOver() && time.step(end)) {
      rules.always();
    }
    assertThat(time.now()).as("it ends, or waits for a person").isBefore(end);
    calm();
    rules.atTheEnd(store.rollout(NAME), plan.mustSucceed());
  }

  /** What happened, for a person who looks into a failure. */
  String story() {
    return "seed %d, %s%n%s%n%s"
        .formatted(seed, plan, String.join("\n", log), store.rollout(NAME).getStatus());
  }

  // ---- the cluster

  private void addMachine(int index) throws IOException {
    boolean inPool = index < plan.machines();
    String name = "m%02d".formatted(index);
    var sim =
        new SimMachine(
            name,
            SimRelease.of(SimRelease.Behaviour.GOOD, 1),
            "cfg-1",
            time::now,
            time::after,
            random,
            () -> rules.always(),
            text -> text);
    var network = new SimNetwork(sim::isUp, time::after, random);
    network.faults(plan.calls());
    String address = "sim-" + UUID.randomUUID();
    servers.add(
        InProcessServerBuilder.forName(address).directExecutor().addService(sim).build().start());
    channels.put(name, InProcessChannelBuilder.forName(address).directExecutor().build());
    machines.add(sim);
    networks.add(network);
    Machine machine = named(new Machine(), name);
    machine
        .getMetadata()
        .setLabels(Map.of("pool", inPool ? "pool" : "none", "zone", "z" + index % 3));
    machine.setSpec(
        new MachineSpec(
            List.of(name),
            new dev.ijen.crds.ConfigSecretRef("base", null),
            new dev.ijen.crds.CredentialsSecretRef("admin", null),
            index < plan.controlPlanes() ? Role.CONTROL_PLANE : Role.WORKER,
            null));
    machine.setStatus(
        new MachineStatus(
            null,
            null,
            null,
            null,
            null,
            null,
            new MachineStatus.Config(plan.config(), null, null, "revision", List.of()),
            null,
            null,
            null));
    store.machines().add(machine);
  }

  private void addObjects() {
    MachinePool pool = named(new MachinePool(), "pool");
    var selector = new LabelSelectorBuilder().addToMatchLabels("pool", "pool").build();
    pool.setSpec(new MachinePoolSpec(selector, null, null, plan.strategy(), null, null, null));
    store.pools().add(pool);
    plan.gate()
        .ifPresent(
            spec -> {
              HealthGate gate = named(new HealthGate(), "gate");
              gate.setSpec(spec);
              store.gates().add(gate);
            });
    plan.window()
        .ifPresent(
            spec -> {
              MaintenanceWindow window = named(new MaintenanceWindow(), "window");
              window.setSpec(spec);
              store.windows().add(window);
            });
    List<Waves.Candidate> candidates =
        store.machines().stream()
            .filter(machine -> "pool".equals(machine.getMetadata().getLabels().get("pool")))
            .map(
                machine ->
                    new Waves.Candidate(
                        machine.getMetadata().getName(),
                        machine.getMetadata().getLabels().getOrDefault("zone", ""),
                        machine.getMetadata().getCreationTimestamp()))
            .toList();
    Rollout rollout = named(new Rollout(), NAME);
    rollout.setSpec(
        new RolloutSpec(
            plan.kind(),
            "pool",
            plan.kind() == Kind.OS
                ? new RolloutSpec.Target(
                    null, plan.release().image(), plan.release().digest(), null, false)
                : new RolloutSpec.Target("revision", null, null, null, null),
            plan.strategy(),
            plan.applyMode(),
            Waves.plan(candidates, plan.strategy()),
            null,
            null,
            null,
            null));
    store.add(rollout);
  }

  private static <R extends io.fabric8.kubernetes.client.CustomResource<?, ?>> R named(
      R object, String name) {
    object.setMetadata(
        new ObjectMetaBuilder()
            .withName(name)
            .withNamespace("sim")
            .withUid("uid-" + name)
            .withGeneration(1L)
            .withCreationTimestamp(BEGIN.toString())
            .build());
    return object;
  }

  // ---- the operator

  private final class Operator {
    private final StreamingFleet fleet;
    private final RolloutEngine engine;
    private boolean alive = true;
    private boolean planned;

    Operator(long epoch) {
      ConfigSource configs =
          (machine, revision) -> new ConfigSource.Config(plan.config(), plan.config());
      fleet = new StreamingFleet(configs, this::later, Simulation.this::operatorTime, _ -> soon());
      Fleet mortal = new MortalFleet(fleet, this::deadly);
      GateReader gates = (_, _) -> readGate();
      engine =
          new RolloutEngine(
              store.client(this::deadly),
              mortal,
              gates,
              () -> epoch,
              Simulation.this::operatorTime);
      for (int i = 0; i < machines.size(); i++) {
        Channel channel = channels.get(machines.get(i).name());
        fleet.watch(machines.get(i).name(), ClientInterceptors.intercept(channel, networks.get(i)));
      }
      poll();
      soon();
    }

    private void later(Duration delay, Runnable task) {
      time.after(
          delay,
          () -> {
            if (alive) {
              task.run();
            }
          });
    }

    private void deadly() {
      mayDie(this);
    }

    private void poll() {
      machines.forEach(machine -> fleet.poll(machine.name()));
      later(Duration.ofMinutes(20), this::poll);
    }

    private void soon() {
      if (!planned && alive) {
        planned = true;
        later(
            Duration.ofMillis(200),
            () -> {
              planned = false;
              reconcile();
            });
      }
    }

    private void reconcile() {
      try {
        store.hold(NAME, this::deadly);
        Duration pause = engine.run(NAME);
        long token = ++ticks;
        later(
            pause,
            () -> {
              if (token == ticks) {
                reconcile();
              }
            });
      } catch (Killed _) {
        die();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    private long ticks;

    void die() {
      alive = false;
      fleet.close();
      if (operator == this) {
        operator = null;
        int seconds = random.nextInt(1, plan.longOutages() ? 900 : 5);
        time.after(Duration.ofSeconds(seconds), Simulation.this::startOperator);
      }
    }
  }

  private void startOperator() {
    if (operator == null) {
      epoch++;
      say("operator starts, epoch " + epoch);
      operator = new Operator(epoch);
    }
  }

  private void mayDie(Operator who) {
    if (plan.operatorFaults() && !quiet && kills < 40 && random.nextInt(12) == 0) {
      kills++;
      if (random.nextInt(4) > 0 || who != operator) {
        throw new Killed();
      }
      // Deposed and does not know it: it goes on for a while beside its successor.
      operator = null;
      startOperator();
      time.after(Duration.ofSeconds(random.nextInt(1, 1200)), who::die);
    }
  }

  private Map<String, GateView> readGate() {
    return plan.gate()
        .map(
            spec ->
                Map.of(
                    "gate",
                    new GateView(
                        spec,
                        Optional.of(
                            new GateReading(
                                operatorTime(), List.of(new Evidence("check", gateOpen, "")))))))
        .orElse(Map.of());
  }

  private Instant operatorTime() {
    return time.now().plus(skew);
  }

  // ---- faults and people

  private void scheduleFaults() {
    if (plan.gate().isPresent()) {
      repeatedly(20, 2400, () -> gateOpen = !gateOpen);
    }
    if (plan.calls() > 0) {
      repeatedly(30, 900, () -> anyMachine().breakStreams());
      repeatedly(10, 300, () -> anyMachine().repeat());
    }
    if (plan.machineFaults()) {
      repeatedly(600, 14_400, () -> anyMachine().crash());
      repeatedly(300, 7200, () -> anyMachine().clockJumps());
      repeatedly(300, 3600, () -> anyMachine().slow(random.nextBoolean()));
      repeatedly(300, 7200, this::sicken);
      repeatedly(3600, 20_000, () -> skew = skew.plusSeconds(random.nextInt(-120, 120)));
    }
  }

  private void sicken() {
    SimMachine machine = anyMachine();
    machine.healthy(false);
    time.after(Duration.ofSeconds(random.nextInt(10, 1200)), () -> machine.healthy(true));
  }

  private void repeatedly(int least, int most, Runnable fault) {
    time.after(
        Duration.ofSeconds(random.nextInt(least, most)),
        () -> {
          if (!quiet) {
            fault.run();
            repeatedly(least, most, fault);
          }
        });
  }

  private void schedulePeople() {
    if (!plan.people()) {
      return;
    }
    int when = random.nextInt(60, 20_000);
    switch (random.nextInt(5)) {
      case 0 ->
          time.after(
              Duration.ofSeconds(when),
              () -> edit("cancel", s -> with(s, false, true, s.skip(), s.retry())));
      case 1 -> {
        time.after(
            Duration.ofSeconds(when),
            () -> edit("suspend", s -> with(s, true, s.cancel(), s.skip(), s.retry())));
        time.after(
            Duration.ofSeconds(when + 20_000L),
            () -> edit("resume", s -> with(s, false, s.cancel(), s.skip(), s.retry())));
      }
      case 2 -> {
        String name = anyMachine().name();
        time.after(
            Duration.ofSeconds(when),
            () ->
                edit(
                    "skip " + name,
                    s -> with(s, s.suspend(), s.cancel(), List.of(name), s.retry())));
      }
      case 3 -> time.after(Duration.ofSeconds(when), this::delete);
      default -> {
        List<String> all = machines.stream().map(SimMachine::name).toList();
        time.after(
            Duration.ofSeconds(when),
            () -> edit("retry", s -> with(s, s.suspend(), s.cancel(), s.skip(), all)));
      }
    }
  }

  private void edit(String what, java.util.function.UnaryOperator<RolloutSpec> change) {
    say("a person says " + what);
    store.edit(NAME, change);
    if (operator != null) {
      operator.soon();
    }
  }

  private void delete() {
    say("a person deletes the rollout");
    store.delete(NAME, time.now());
    if (operator != null) {
      operator.soon();
    }
  }

  private static RolloutSpec with(
      RolloutSpec spec, boolean suspend, boolean cancel, List<String> skip, List<String> retry) {
    return new RolloutSpec(
        spec.kind(),
        spec.pool(),
        spec.target(),
        spec.strategy(),
        spec.applyMode(),
        spec.waves(),
        suspend,
        cancel,
        skip,
        retry);
  }

  private SimMachine anyMachine() {
    return machines.get(random.nextInt(machines.size()));
  }

  // ---- the end

  private boolean isOver() {
    var status = store.rollout(NAME).getStatus();
    boolean settled = machines.stream().noneMatch(SimMachine::isDisruptedByUs);
    boolean free =
        store.cluster().getStatus() == null || store.cluster().getStatus().grants().isEmpty();
    boolean deleted = store.rollout(NAME).isMarkedForDeletion();
    boolean ended =
        deleted
            ? !store.exists(NAME)
            : status != null
                && status.phase() != null
                && (status.phase().isFinal() || status.phase() == Phase.HALTED);
    boolean moreToCome = plan.people() && time.now().isBefore(BEGIN.plusSeconds(41_000));
    return ended
        && settled
        && free
        && !moreToCome
        && (deleted || status.phase() != Phase.HALTED || !isGateHalt());
  }

  /** A rollout that a gate halted goes on by itself when the gate opens. */
  private boolean isGateHalt() {
    var status = store.rollout(NAME).getStatus();
    return status.haltedBecause() != null && status.haltedBecause().startsWith("waited for");
  }

  /** After the end nothing is written any more, whatever time passes. */
  private void calm() {
    quiet = true;
    if (operator == null) {
      startOperator();
    }
    Instant settled = time.now().plus(Duration.ofMinutes(40));
    while (time.step(settled)) {
      rules.always();
    }
    long writes = store.writes();
    Instant later = settled.plus(Duration.ofHours(1));
    while (time.step(later)) {
      rules.always();
    }
    assertThat(store.writes()).as("status writes at rest").isEqualTo(writes);
  }

  private void say(String what) {
    log.add(time.now() + " " + what);
  }

  @Override
  public void close() {
    if (operator != null) {
      operator.fleet.close();
    }
    channels.values().forEach(ManagedChannel::shutdownNow);
    servers.forEach(Server::shutdownNow);
  }
}
