package dev.ijen.operator.rollout;

import dev.ijen.crds.Durations;
import dev.ijen.crds.RolloutSpec;
import dev.ijen.crds.RolloutSpec.Kind;
import dev.ijen.crds.RolloutSpec.Wave;
import dev.ijen.crds.RolloutStatus;
import dev.ijen.crds.RolloutStatus.Gate;
import dev.ijen.crds.RolloutStatus.Outcome;
import dev.ijen.crds.RolloutStatus.Phase;
import dev.ijen.crds.RolloutStatus.Progress;
import dev.ijen.crds.RolloutStatus.Step;
import dev.ijen.crds.RolloutStatus.WaveState;
import dev.ijen.crds.Share;
import dev.ijen.crds.Strategy.Action;
import dev.ijen.crds.Strategy.Prestage;
import dev.ijen.crds.Strategy.When;
import dev.ijen.crds.Waiting;
import dev.ijen.operator.arbiter.Arbiter;
import dev.ijen.operator.condition.Reason;
import dev.ijen.operator.fleet.NodeState;
import dev.ijen.operator.gate.GateTracker;
import dev.ijen.operator.window.WindowState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The status of a rollout as it should be now, worked out in one pass from the view: wishes of
 * people, what the nodes show, waves, staging, and the machines that may begin.
 */
final class Draft {
  /** Releases are written on this many machines at the same time. */
  static final int STAGED_AT_A_TIME = 10;

  private final RolloutView view;
  private final RolloutSpec spec;
  private final Kind kind;
  private final Instant now;
  private final SequencedMap<String, Progress> entries = new LinkedHashMap<>();
  private final Map<String, Gate> gates = new LinkedHashMap<>();
  private final List<String> claims = new ArrayList<>();
  private final List<String> releases = new ArrayList<>();
  private int wave;
  private WaveState waveState;
  private @Nullable String waveSince;
  private @Nullable String haltedBecause;
  private @Nullable String lastEndedAt;
  private @Nullable Waiting waiting;
  private Phase phase = Phase.ROLLING;

  private Draft(RolloutView view, Instant now) {
    this.view = view;
    this.spec = view.spec();
    this.kind = spec.kind();
    this.now = now;
    RolloutStatus before = view.status();
    boolean newLeader = before.epoch() != null && before.epoch() != view.epoch();
    before
        .machines()
        .forEach(entry -> entries.put(entry.name(), newLeader ? Entries.anew(entry, now) : entry));
    wave = Objects.requireNonNullElse(before.wave(), 0);
    waveState = Objects.requireNonNullElse(before.waveState(), WaveState.RUNNING);
    waveSince =
        newLeader && before.waveState() == WaveState.SOAKING
            ? Entries.time(now)
            : before.waveSince();
    lastEndedAt = before.lastEndedAt();
  }

  /** Works the status out. */
  static Draft of(RolloutView view, Instant now) {
    var draft = new Draft(view, now);
    Phase before = view.status().phase();
    if (before != null && before.isFinal()) {
      draft.phase = before;
      draft.releaseIdle();
      return draft;
    }
    draft.trackGates();
    draft.hearWishes();
    draft.advance();
    draft.settle();
    draft.rollBackWave();
    draft.moveOn();
    draft.decidePhase();
    if (draft.mayBegin()) {
      draft.stage();
    }
    draft.start();
    draft.haltIfOverdue();
    draft.releaseIdle();
    draft.explain();
    return draft;
  }

  /** Machines to claim. */
  List<String> claims() {
    return claims;
  }

  /** Grants to give back. */
  List<String> releases() {
    return releases;
  }

  /** When to look again at the latest; what nodes and people do is told at once. */
  Duration recheck() {
    boolean active =
        entries.values().stream()
            .anyMatch(entry -> entry.step().isDisruptive() || entry.step() == Step.STAGING);
    if (active || !view.granted().isEmpty()) {
      return RolloutPlanner.BUSY;
    }
    boolean closed =
        view.window() instanceof WindowState.Closed
            && waiting != null
            && waiting.reason().equals(Reason.WINDOW_CLOSED.word());
    if (closed && view.window() instanceof WindowState.Closed(Optional<Instant> next)) {
      return next.map(at -> Duration.between(now, at))
          .filter(left -> left.compareTo(RolloutPlanner.CALM) < 0)
          .orElse(RolloutPlanner.CALM);
    }
    if (waiting != null && waiting.reason().equals(Reason.GATE.word())) {
      return untilGatesAreAsked();
    }
    boolean idle = phase.isFinal() || (phase == Phase.HALTED && view.gates().isEmpty());
    return idle ? RolloutPlanner.CALM : RolloutPlanner.IDLE;
  }

  private Duration untilGatesAreAsked() {
    return view.gates().values().stream()
        .map(gate -> Durations.parse(gate.spec().interval()))
        .filter(interval -> interval.compareTo(RolloutPlanner.IDLE) < 0)
        .min(Duration::compareTo)
        .filter(Duration::isPositive)
        .orElse(RolloutPlanner.IDLE);
  }

  /** The status. */
  RolloutStatus status() {
    RolloutStatus before = view.status();
    if (before.phase() != null && before.phase().isFinal()) {
      return before;
    }
    return new RolloutStatus(
        view.generation(),
        phase,
        wave,
        waveState,
        waveSince,
        List.copyOf(entries.values()),
        List.copyOf(gates.values()),
        "%d/%d".formatted(count(Outcome.UPDATED), total()),
        failures(),
        eta(),
        waiting,
        haltedBecause,
        lastEndedAt,
        Objects.requireNonNullElse(before.startedAt(), Entries.time(now)),
        phase.isFinal() ? Entries.time(now) : null,
        view.epoch(),
        RolloutConditions.of(before.conditions(), view.generation(), phase, waiting, now));
  }

  // ---- gates

  private void trackGates() {
    var before = new HashMap<String, Gate>();
    view.status().gates().forEach(gate -> before.put(gate.name(), gate));
    view.gates()
        .forEach((name, gate) -> gates.put(name, GateTracker.after(name, before.get(name), gate)));
  }

  private GateKeeper keeper() {
    return new GateKeeper(spec.strategy(), view.gates(), gates, now);
  }

  // ---- wishes

  private void hearWishes() {
    for (String name : spec.skip()) {
      Progress entry = entries.getOrDefault(name, Entries.blank(name));
      if (isPlanned(name) && mayBeSkipped(entry)) {
        entries.put(name, Entries.done(entry, Outcome.SKIPPED, "left out by spec.skip", now));
      }
    }
    for (Progress entry : List.copyOf(entries.values())) {
      boolean wanted = spec.retry().contains(entry.name());
      boolean heard = Boolean.TRUE.equals(entry.retried());
      if (wanted && !heard && Entries.failed(entry)) {
        entries.put(entry.name(), Entries.pending(entry, "tried again by spec.retry", true));
        entries.replaceAll(
            (_, other) -> Entries.ended(other, Outcome.REVERTED) ? again(other) : other);
      } else if (!wanted && heard) {
        entries.put(entry.name(), Entries.forgetRetry(entry));
      }
    }
  }

  private static Progress again(Progress entry) {
    return Entries.pending(entry, "its wave is tried again", entry.retried());
  }

  private static boolean mayBeSkipped(Progress entry) {
    return switch (entry.step()) {
      case PENDING, STAGING, STAGED -> true;
      case DONE -> Entries.failed(entry) || Entries.ended(entry, Outcome.REVERTED);
      case CHANGING, VERIFYING, CONFIRMING, REVERT_PENDING, REVERTING -> false;
    };
  }

  // ---- what the nodes show

  private void advance() {
    var steps = new Steps(view, keeper(), spec.cancel(), now);
    entries.replaceAll((_, entry) -> advance(steps, entry));
  }

  private Progress advance(Steps steps, Progress entry) {
    Progress after = steps.advance(entry);
    if (after.step() == Step.DONE && entry.step().isDisruptive()) {
      lastEndedAt = Entries.time(now);
    }
    return after;
  }

  /** Machines that have the target already, and those that are gone. */
  private void settle() {
    for (Wave part : spec.waves()) {
      for (String name : part.machines()) {
        Progress entry = entries.get(name);
        MachineView machine = view.machines().get(name);
        if (!isIdle(entry)) {
          continue;
        }
        if (machine == null) {
          Progress gone = entry == null ? Entries.blank(name) : entry;
          entries.put(name, Entries.done(gone, Outcome.SKIPPED, "the Machine was deleted", now));
        } else if (has(machine)) {
          entries.put(name, Entries.already(name, entry, machine.target().orElseThrow()));
        }
      }
    }
  }

  private boolean has(MachineView machine) {
    return machine.target().isPresent()
        && machine
            .node()
            .filter(node -> node.running(kind).equals(machine.target().get()))
            .filter(node -> node.trial(kind).isEmpty())
            .isPresent();
  }

  private static boolean isIdle(@Nullable Progress entry) {
    return entry == null || Entries.is(entry, Step.PENDING, Step.STAGED, Step.STAGING);
  }

  // ---- failures

  private boolean isHaltedByFailures() {
    return failures() >= spec.strategy().failure().haltAfter();
  }

  private void rollBackWave() {
    if (spec.cancel()) {
      entries.replaceAll(
          (_, entry) -> Entries.is(entry, Step.REVERT_PENDING) ? leave(entry) : entry);
      return;
    }
    if (isHaltedByFailures()
        && spec.strategy().failure().action() == Action.ROLLBACK_WAVE
        && wave < spec.waves().size()) {
      for (String name : spec.waves().get(wave).machines()) {
        Progress entry = entries.get(name);
        if (entry != null && Entries.ended(entry, Outcome.UPDATED) && entry.seconds() != null) {
          entries.put(
              name, Entries.revertPending(entry, false, "another machine of the wave failed", now));
        }
      }
    }
  }

  /** A machine that was to go back stays as it is: nobody wants the rollout to go on. */
  private Progress leave(Progress entry) {
    return entry.outcome() == Outcome.UPDATED
        ? Entries.keep(entry)
        : Entries.done(entry, Outcome.FAILED, entry.reason(), now);
  }

  // ---- waves

  private void moveOn() {
    stepBack();
    while (wave < spec.waves().size() && !isHaltedByFailures() && !isEnding()) {
      Wave part = spec.waves().get(wave);
      boolean complete =
          part.machines().stream().allMatch(name -> Entries.is(entries.get(name), Step.DONE));
      if (!complete) {
        enter(WaveState.RUNNING);
        return;
      }
      boolean watched =
          changed(part)
              && (!Durations.parse(part.soak()).isZero() || keeper().uses(When.AFTER_WAVE));
      if (watched && !isSoaked(part)) {
        return;
      }
      wave++;
      waveState = WaveState.RUNNING;
      waveSince = Entries.time(now);
    }
  }

  /** A machine of an earlier wave that is tried again brings its wave back. */
  private void stepBack() {
    for (int earlier = 0; earlier < wave; earlier++) {
      boolean open =
          spec.waves().get(earlier).machines().stream()
              .anyMatch(name -> !Entries.is(entries.get(name), Step.DONE));
      if (open) {
        wave = earlier;
        enter(WaveState.RUNNING);
      }
    }
  }

  /** Whether a machine of the wave was changed at all. */
  private boolean changed(Wave part) {
    return part.machines().stream()
        .map(entries::get)
        .anyMatch(entry -> entry != null && entry.seconds() != null);
  }

  private boolean isSoaked(Wave part) {
    enter(WaveState.SOAKING);
    Instant since = Instant.parse(Objects.requireNonNull(waveSince));
    Instant until = since.plus(Durations.parse(part.soak()));
    boolean late = !now.isBefore(until.plus(Durations.parse(spec.strategy().deadlines().verify())));
    boolean over = !now.isBefore(until);
    boolean well = true;
    for (String name : part.machines()) {
      Progress entry = entries.get(name);
      if (entry != null && Entries.ended(entry, Outcome.UPDATED)) {
        Optional<String> complaint = complaint(name, entry, late);
        complaint.ifPresent(reason -> entries.put(name, failedSoak(entry, reason)));
        well &= complaint.isEmpty() && isWell(name);
      }
    }
    if (!well || !over) {
      waiting =
          new Waiting(
              Reason.SOAKING.word(),
              "%s soaks until %s and all of it is well".formatted(part.name(), until));
      return false;
    }
    Optional<Waiting> gate = waitForGates(List.of(When.AFTER_WAVE), since);
    gate.ifPresent(reason -> waiting = reason);
    return gate.isEmpty();
  }

  /** What speaks against a machine that is watched; not being well only after a time of grace. */
  private Optional<String> complaint(String name, Progress entry, boolean late) {
    Optional<NodeState> node = node(name);
    if (node.isPresent() && !node.get().running(kind).equals(Entries.target(entry))) {
      return Optional.of("while the wave was watched, the node went back");
    }
    return late && !isWell(name)
        ? Optional.of("the node was not well after the soak")
        : Optional.empty();
  }

  private boolean isWell(String name) {
    return node(name).filter(NodeState::ready).isPresent();
  }

  private Optional<NodeState> node(String name) {
    return Optional.ofNullable(view.machines().get(name)).flatMap(MachineView::node);
  }

  private Progress failedSoak(Progress entry, String reason) {
    return spec.strategy().failure().action() == Action.HALT
        ? Entries.done(entry, Outcome.FAILED, reason, now)
        : Entries.revertPending(entry, true, reason, now);
  }

  private void enter(WaveState state) {
    if (waveState != state || waveSince == null) {
      waveState = state;
      waveSince = Entries.time(now);
    }
  }

  /** Why gates hold the rollout up; remembers since when. */
  private Optional<Waiting> waitForGates(List<When> points, Instant reference) {
    GateKeeper keeper = keeper();
    Optional<Waiting> reason = keeper.objection(points, reference);
    keeper.memory().forEach(gates::put);
    keeper.overdue().ifPresent(text -> haltedBecause = text);
    return reason;
  }

  // ---- phase

  private boolean isEnding() {
    return spec.cancel() || view.superseded();
  }

  private void decidePhase() {
    boolean active = entries.values().stream().anyMatch(entry -> entry.step().isDisruptive());
    boolean reverts =
        entries.values().stream()
            .anyMatch(entry -> Entries.is(entry, Step.REVERT_PENDING, Step.REVERTING));
    if (spec.cancel()) {
      phase = active ? Phase.CANCELLING : Phase.CANCELLED;
    } else if (view.superseded()) {
      phase = active || reverts ? Phase.ROLLING : Phase.SUPERSEDED;
    } else if (isHaltedByFailures()) {
      halt(
          reverts ? Phase.ROLLING_BACK : Phase.HALTED,
          "%d failed: %s".formatted(failures(), firstFailure()));
    } else if (wave >= spec.waves().size()) {
      if (failures() == 0) {
        phase = Phase.SUCCEEDED;
      } else {
        halt(Phase.HALTED, "%d failed: %s".formatted(failures(), firstFailure()));
      }
    } else if (haltedBecause != null) {
      phase = Phase.HALTED;
    } else {
      phase = kind == Kind.OS && !hasBegun() && !isStaged() ? Phase.STAGING : Phase.ROLLING;
    }
  }

  private void halt(Phase to, String reason) {
    phase = to;
    haltedBecause = reason;
  }

  /** A gate that did not pass in time halts the rollout until it does. */
  private void haltIfOverdue() {
    if (mayBegin() && haltedBecause != null) {
      phase = Phase.HALTED;
    }
  }

  private boolean mayBegin() {
    return phase == Phase.STAGING || (phase == Phase.ROLLING && !view.superseded());
  }

  private boolean hasBegun() {
    return entries.values().stream()
        .anyMatch(entry -> entry.startedAt() != null || entry.seconds() != null);
  }

  // ---- staging

  private void stage() {
    if (kind != Kind.OS || view.hold().isPresent()) {
      return;
    }
    long running =
        entries.values().stream().filter(entry -> Entries.is(entry, Step.STAGING)).count();
    for (String name : toStage()) {
      Progress entry = entries.get(name);
      MachineView machine = view.machines().get(name);
      if ((entry != null && entry.step() != Step.PENDING) || machine == null || !isFree(machine)) {
        continue;
      }
      String digest = machine.target().orElseThrow();
      Progress blank = entry == null ? Entries.blank(name) : entry;
      Progress staging = Entries.staging(blank, Operations.id(view, blank, "stage"), digest, now);
      if (machine.node().orElseThrow().isStaged(digest)) {
        entries.put(name, Entries.to(staging, Step.STAGED, null, now));
      } else if (running < STAGED_AT_A_TIME) {
        entries.put(name, staging);
        running++;
      }
    }
  }

  private List<String> toStage() {
    return switch (spec.strategy().prestage()) {
      case ALL -> spec.waves().stream().flatMap(part -> part.machines().stream()).toList();
      case WAVE -> currentMachines();
      case NONE ->
          currentMachines().stream()
              .filter(name -> !Entries.is(entries.get(name), Step.DONE))
              .limit(poolMax())
              .toList();
    };
  }

  /** Whether all machines that must be staged before the next one begins are. */
  private boolean isStaged() {
    return kind == Kind.CONFIG
        || spec.strategy().prestage() == Prestage.NONE
        || toStage().stream()
            .map(entries::get)
            .allMatch(entry -> entry != null && !Entries.is(entry, Step.PENDING, Step.STAGING));
  }

  /** Whether the node answers, tries nothing, and it is known what it is to come to. */
  private static boolean isFree(MachineView machine) {
    return machine.target().isPresent()
        && machine
            .node()
            .filter(node -> node.slotTrial().isEmpty() && node.configTrial().isEmpty())
            .isPresent();
  }

  // ---- beginning

  private void start() {
    Optional<Waiting> obstacle = mayBegin() ? obstacle() : Optional.of(ended());
    var ready = new ArrayList<String>();
    for (Progress entry : List.copyOf(entries.values())) {
      if (Entries.is(entry, Step.REVERT_PENDING) && !spec.cancel()) {
        ready.add(entry.name());
      }
    }
    if (obstacle.isEmpty()) {
      currentMachines().stream().filter(this::canStart).forEach(ready::add);
    }
    ready.removeIf(this::beginIfGranted);
    claim(ready, obstacle);
  }

  private Waiting ended() {
    return new Waiting(Reason.HALTED.word(), Objects.requireNonNullElse(haltedBecause, ""));
  }

  /** Begins a machine that is granted. */
  private boolean beginIfGranted(String name) {
    MachineView machine = view.machines().get(name);
    if (!view.granted().contains(name) || machine == null || machine.node().isEmpty()) {
      return false;
    }
    Progress entry = entries.getOrDefault(name, Entries.blank(name));
    NodeState node = machine.node().get();
    if (Entries.is(entry, Step.REVERT_PENDING)) {
      String id = Operations.id(view, entry, "undo");
      entries.put(name, Entries.to(entry, Step.REVERTING, id, now));
    } else {
      entries.put(
          name,
          Entries.changing(
              entry,
              Operations.changeId(view, entry),
              node.bootId(),
              node.running(kind),
              machine.target().orElseThrow(),
              now));
    }
    return true;
  }

  private void claim(List<String> ready, Optional<Waiting> obstacle) {
    boolean oneByOne = !Durations.parse(spec.strategy().betweenMachines()).isZero();
    List<String> asked = oneByOne && ready.size() > 1 ? ready.subList(0, 1) : ready;
    Arbiter.Answer answer = Arbiter.allow(view.disruptions(), view.pool(), poolMax(), asked);
    claims.addAll(answer.allowed());
    if (waiting == null) {
      waiting =
          obstacle.orElseGet(
              () ->
                  answer.refusal().map(why -> new Waiting(Reason.BUDGET.word(), why)).orElse(null));
    }
  }

  private boolean canStart(String name) {
    Progress entry = entries.get(name);
    MachineView machine = view.machines().get(name);
    boolean prepared =
        kind == Kind.OS
            ? Entries.is(entry, Step.STAGED)
            : entry == null || Entries.is(entry, Step.PENDING);
    return prepared && machine != null && machine.locked().isEmpty() && isFree(machine);
  }

  /** Why no machine may begin now. */
  private Optional<Waiting> obstacle() {
    if (view.hold().isPresent()) {
      return view.hold();
    }
    if (!isStaged()) {
      return Optional.of(
          new Waiting(Reason.STAGING.word(), "the release is being written to the inactive slots"));
    }
    Optional<Waiting> window = new Windows(view, spec, seconds(), now).obstacle();
    if (window.isPresent()) {
      return window;
    }
    if (currentMachines().stream().noneMatch(this::canStart)) {
      return Optional.empty();
    }
    Optional<Waiting> gate = waitForGates(points(), Instant.EPOCH);
    return gate.isPresent() ? gate : betweenMachines();
  }

  private List<When> points() {
    var points = new ArrayList<When>();
    points.add(When.BEFORE_MACHINE);
    boolean waveBegun =
        currentMachines().stream()
            .map(entries::get)
            .anyMatch(
                entry -> entry != null && (entry.startedAt() != null || entry.seconds() != null));
    if (!waveBegun) {
      points.add(When.BEFORE_WAVE);
    }
    if (!hasBegun()) {
      points.add(When.BEFORE_ROLLOUT);
    }
    return points;
  }

  private Optional<Waiting> betweenMachines() {
    Duration pause = Durations.parse(spec.strategy().betweenMachines());
    if (pause.isZero()) {
      return Optional.empty();
    }
    boolean active = entries.values().stream().anyMatch(entry -> entry.step().isDisruptive());
    if (active) {
      return Optional.of(new Waiting(Reason.BETWEEN_MACHINES.word(), "one machine at a time"));
    }
    Optional<Instant> until =
        Optional.ofNullable(lastEndedAt)
            .map(at -> Instant.parse(at).plus(pause))
            .filter(now::isBefore);
    return until.map(at -> new Waiting(Reason.BETWEEN_MACHINES.word(), "pause until " + at));
  }

  private void releaseIdle() {
    for (String name : view.granted()) {
      Progress entry = entries.get(name);
      boolean needed =
          entry != null && (entry.step().isDisruptive() || entry.step() == Step.REVERT_PENDING);
      if (!needed && !isUnsettled(name, entry)) {
        releases.add(name);
      }
    }
  }

  /** Whether a machine that was changed is not well yet, so that its grant is still spent. */
  private boolean isUnsettled(String name, @Nullable Progress entry) {
    MachineView machine = view.machines().get(name);
    return machine != null
        && entry != null
        && !Entries.isUntouched(entry)
        && machine.node().filter(node -> isSettled(entry, node)).isEmpty();
  }

  /**
   * Of a machine that failed, a look from before the order says nothing: only one that knows the
   * order counts, or one so late that the node has gone back by itself.
   */
  private boolean isSettled(Progress entry, NodeState node) {
    boolean recent =
        entry.outcome() != Outcome.FAILED
            || node.operations().containsKey(Operations.changeId(view, entry))
            || isLongAgo();
    return node.isSettled() && recent;
  }

  private boolean isLongAgo() {
    Duration patience =
        Durations.parse(spec.strategy().confirmWithin())
            .plus(Durations.parse(spec.strategy().deadlines().change()));
    return lastEndedAt == null || now.isAfter(Instant.parse(lastEndedAt).plus(patience));
  }

  // ---- words and numbers

  /** Says what the rollout waits for when nothing said so yet. */
  private void explain() {
    List<Progress> active =
        entries.values().stream().filter(entry -> entry.step().isDisruptive()).toList();
    if (phase.isFinal()) {
      waiting = null;
    } else if (phase == Phase.HALTED) {
      waiting =
          new Waiting(
              Reason.HALTED.word(), haltedBecause + "; set spec.retry, spec.skip or spec.cancel");
    } else if (!active.isEmpty()) {
      waiting = new Waiting(Reason.MACHINES.word(), Sentences.of(active));
    } else if (waiting == null) {
      waiting = Sentences.aboutIdle(currentMachines(), view.machines(), entries).orElse(null);
    }
  }

  private @Nullable String eta() {
    int left =
        total() - (int) entries.values().stream().filter(e -> Entries.is(e, Step.DONE)).count();
    List<Integer> seconds = seconds();
    return left == 0 || seconds.isEmpty()
        ? null
        : Durations.format(Estimate.remaining(seconds, left, poolMax()));
  }

  private List<Integer> seconds() {
    var seconds = new ArrayList<>(view.history());
    entries.values().stream()
        .filter(entry -> Entries.ended(entry, Outcome.UPDATED))
        .map(Progress::seconds)
        .filter(Objects::nonNull)
        .forEach(seconds::add);
    return seconds;
  }

  private List<String> currentMachines() {
    return wave < spec.waves().size() ? spec.waves().get(wave).machines() : List.of();
  }

  private boolean isPlanned(String name) {
    return spec.waves().stream().anyMatch(part -> part.machines().contains(name));
  }

  private int poolMax() {
    return Share.of(spec.strategy().maxUnavailable(), view.pool().size());
  }

  private int total() {
    return spec.waves().stream().mapToInt(part -> part.machines().size()).sum();
  }

  private int failures() {
    return (int) entries.values().stream().filter(Entries::failed).count();
  }

  private String firstFailure() {
    return entries.values().stream()
        .filter(Entries::failed)
        .findFirst()
        .map(entry -> entry.name() + ": " + entry.reason())
        .orElse("");
  }

  private long count(Outcome outcome) {
    return entries.values().stream().filter(entry -> Entries.ended(entry, outcome)).count();
  }
}
