package dev.ijen.operator.sim;

import com.google.protobuf.Empty;
import com.google.protobuf.Timestamp;
import dev.ijen.api.fleet.ActivateRequest;
import dev.ijen.api.fleet.ApplyConfigRequest;
import dev.ijen.api.fleet.ApplyConfigResponse;
import dev.ijen.api.fleet.BootRecord;
import dev.ijen.api.fleet.CheckRequest;
import dev.ijen.api.fleet.CheckResponse;
import dev.ijen.api.fleet.ConfigStatus;
import dev.ijen.api.fleet.ConfigTrial;
import dev.ijen.api.fleet.ConfirmRequest;
import dev.ijen.api.fleet.Effect;
import dev.ijen.api.fleet.Finding;
import dev.ijen.api.fleet.FleetServiceGrpc;
import dev.ijen.api.fleet.NodeStatus;
import dev.ijen.api.fleet.Operation;
import dev.ijen.api.fleet.OperationResult;
import dev.ijen.api.fleet.OperationResult.State;
import dev.ijen.api.fleet.PrestageRequest;
import dev.ijen.api.fleet.Progress;
import dev.ijen.api.fleet.RebootRequest;
import dev.ijen.api.fleet.RevertRequest;
import dev.ijen.api.fleet.ServiceStatus;
import dev.ijen.api.fleet.SlotStatus;
import dev.ijen.api.fleet.SlotTrial;
import dev.ijen.api.fleet.Subject;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A machine that keeps the contract of the fleet service: changes by id, epochs, two slots of which
 * the running one is never written, trials that end by themselves. What survives a reboot of a real
 * machine survives one here.
 */
public final class SimMachine extends FleetServiceGrpc.FleetServiceImplBase {
  /** A trial boot that is not well by itself within this time is given up, asked for or not. */
  static final Duration HEALTH_DEADLINE = Duration.ofMinutes(5);

  private static final int MAX_OPERATIONS = 16;
  private static final int MAX_BOOTS = 10;

  private static final class Slot {
    SlotStatus.State state = SlotStatus.State.EMPTY;
    String digest = "";
    int tries;
  }

  private final String name;
  private final Supplier<Instant> clock;
  private final BiConsumer<Duration, Runnable> timer;
  private final RandomGenerator random;
  private final Runnable observer;
  private final UnaryOperator<String> hash;
  private final Slot[] slots = {new Slot(), new Slot()};
  private final Map<String, OperationResult> operations = new LinkedHashMap<>();
  private final Deque<BootRecord> boots = new ArrayDeque<>();
  private final List<ServerCallStreamObserver<NodeStatus>> watchers = new ArrayList<>();
  private int active;
  private int trialSlot = -1;
  private boolean trialConfirm;
  private @Nullable Duration confirmWithin;
  private Instant trialDeadline = Instant.EPOCH;
  private String config;
  private @Nullable String previousConfig;
  private @Nullable String lastConfig;
  private Duration tryFor = Duration.ZERO;
  private Instant configDeadline = Instant.EPOCH;
  private String changedBy = "install";
  private boolean up = true;
  private boolean healthy = true;
  private int boot = 1;
  private long timers;
  private long revision;
  private long epoch;
  private long stagingId;
  private boolean disrupted;
  private boolean slow;

  SimMachine(
      String name,
      SimRelease release,
      String config,
      Supplier<Instant> clock,
      BiConsumer<Duration, Runnable> timer,
      RandomGenerator random,
      Runnable observer,
      UnaryOperator<String> hash) {
    this.name = name;
    this.clock = clock;
    this.timer = timer;
    this.random = random;
    this.observer = observer;
    this.hash = hash;
    this.config = config;
    slots[0].state = SlotStatus.State.GOOD;
    slots[0].digest = release.digest();
    boots.addFirst(record("power-on"));
  }

  // ---- what tests ask and do

  String name() {
    return name;
  }

  boolean isUp() {
    return up;
  }

  /** Whether a change that an operator ordered has left it other than well and at rest. */
  boolean isDisruptedByUs() {
    return disrupted;
  }

  boolean isSettled() {
    return up && isReady() && trialSlot < 0 && previousConfig == null;
  }

  boolean isOnTrial() {
    return trialSlot >= 0 || previousConfig != null;
  }

  String runningDigest() {
    return slots[active].digest;
  }

  String config() {
    return config;
  }

  long epoch() {
    return epoch;
  }

  /** Its reboots take long from now on, or no more. */
  void slow(boolean value) {
    slow = value;
  }

  /** It loses power and comes back. */
  void crash() {
    if (up) {
      reboot("power-on", "unknown");
    }
  }

  /** Its clock jumps ahead: deadlines of trials are over. */
  void clockJumps() {
    if (up && trialSlot >= 0 && trialDeadline.isAfter(Instant.EPOCH)) {
      failSlotTrial("not confirmed in time");
    }
    if (previousConfig != null) {
      revertConfig("not confirmed in time");
    }
  }

  /** A service of it fails, or is well again. */
  void healthy(boolean value) {
    healthy = value;
    changed();
  }

  /** Somebody gives it another config by hand. */
  void changeByHand(String hash, String who) {
    changeUnheard(hash, who);
    changed();
  }

  /** The same, but its streams are dead and nobody noticed. */
  void changeUnheard(String hash, String who) {
    config = hash;
    changedBy = who;
  }

  /** How many streams of its state are open. */
  int watchers() {
    return watchers.size();
  }

  /** Its streams break. */
  void breakStreams() {
    List<ServerCallStreamObserver<NodeStatus>> broken = List.copyOf(watchers);
    watchers.clear();
    for (ServerCallStreamObserver<NodeStatus> watcher : broken) {
      if (!watcher.isCancelled()) {
        watcher.onError(Status.UNAVAILABLE.withDescription("stream broke").asRuntimeException());
      }
    }
  }

  /** It tells its state once more, though nothing changed. */
  void repeat() {
    tell();
  }

  // ---- the contract

  @Override
  public void status(Empty request, StreamObserver<NodeStatus> out) {
    answer(out, status());
  }

  @Override
  public void watch(Empty request, StreamObserver<NodeStatus> out) {
    var watcher = (ServerCallStreamObserver<NodeStatus>) out;
    watcher.setOnCancelHandler(() -> watchers.remove(watcher));
    watchers.add(watcher);
    watcher.onNext(status());
  }

  @Override
  public void check(CheckRequest request, StreamObserver<CheckResponse> out) {
    SimRelease release = SimRelease.ofImage(request.getRelease().getImage());
    var response =
        CheckResponse.newBuilder().setDigest(release.digest()).setVersion(release.version());
    if (release.behaviour() == SimRelease.Behaviour.UNSIGNED) {
      response.addFindings(
          Finding.newBuilder().setReason(Finding.Reason.UNSIGNED).setMessage("no signature"));
    }
    answer(out, response.build());
  }

  @Override
  public void prestage(PrestageRequest request, StreamObserver<Progress> out) {
    if (refuses(request.getOperation(), out)) {
      return;
    }
    String id = request.getOperation().getId();
    OperationResult known = operations.get(id);
    if (known != null && known.getState() != State.RUNNING) {
      finish(known, out);
      return;
    }
    SimRelease release = SimRelease.ofImage(request.getRelease().getImage());
    if (trialSlot >= 0) {
      fail(out, "a trial is running");
    } else if (release.behaviour() == SimRelease.Behaviour.UNSIGNED) {
      finish(remember(id, "Prestage", State.FAILED, "the image is not signed"), out);
    } else if (known != null) {
      timer.accept(Duration.ofSeconds(1), () -> finish(operations.getOrDefault(id, known), out));
    } else {
      remember(id, "Prestage", State.RUNNING, "");
      Slot other = slots[1 - active];
      other.state = SlotStatus.State.EMPTY;
      other.digest = "";
      out.onNext(Progress.newBuilder().setStep(Progress.Step.WRITE_ROOT).build());
      long write = ++stagingId;
      timer.accept(seconds(10, 120), () -> staged(id, release, write, out));
      changed();
    }
  }

  private void staged(String id, SimRelease release, long write, StreamObserver<Progress> out) {
    if (write != stagingId) {
      return; // it rebooted meanwhile, or writes something else
    }
    Slot other = slots[1 - active];
    other.state = SlotStatus.State.STAGED;
    other.digest = release.digest();
    finish(remember(id, "Prestage", State.DONE, "staged"), out);
    changed();
  }

  private static void finish(OperationResult result, StreamObserver<Progress> out) {
    if (((ServerCallStreamObserver<Progress>) out).isCancelled()) {
      return;
    }
    if (result.getState() == State.FAILED) {
      out.onError(Status.INVALID_ARGUMENT.withDescription(result.getMessage()).asException());
      return;
    }
    out.onNext(Progress.newBuilder().setStep(Progress.Step.DONE).build());
    out.onCompleted();
  }

  @Override
  public void activate(ActivateRequest request, StreamObserver<OperationResult> out) {
    if (refuses(request.getOperation(), out) || isKnown(request.getOperation(), out)) {
      return;
    }
    Slot other = slots[1 - active];
    if (!other.digest.equals(request.getDigest())
        || (other.state != SlotStatus.State.STAGED && other.state != SlotStatus.State.GOOD)) {
      fail(out, "the inactive slot holds something else");
      return;
    }
    if (trialSlot >= 0 || previousConfig != null) {
      fail(out, "a trial is running");
      return;
    }
    disrupted = true;
    other.state = SlotStatus.State.TRIAL;
    other.tries = 3;
    trialSlot = 1 - active;
    trialConfirm = request.hasConfirmWithin();
    confirmWithin =
        trialConfirm ? Duration.ofSeconds(request.getConfirmWithin().getSeconds()) : null;
    answer(out, remember(request.getOperation().getId(), "Activate", State.DONE, "reboots"));
    reboot("upgrade", "reboot requested");
  }

  @Override
  public void confirm(ConfirmRequest request, StreamObserver<OperationResult> out) {
    if (refuses(request.getOperation(), out) || isKnown(request.getOperation(), out)) {
      return;
    }
    boolean slot = request.getSubject() == Subject.SUBJECT_SLOT;
    String tried = slot ? runningDigest() : config;
    boolean onTrial = slot ? trialSlot == active : previousConfig != null;
    if (!onTrial || !tried.equals(request.getExpected())) {
      fail(out, "nothing of this kind is on trial");
      return;
    }
    if (slot) {
      slots[active].state = SlotStatus.State.GOOD;
      trialSlot = -1;
      trialConfirm = false;
    } else {
      previousConfig = null;
    }
    timers++;
    answer(out, remember(request.getOperation().getId(), "Confirm", State.DONE, "kept"));
    changed();
  }

  @Override
  public void revert(RevertRequest request, StreamObserver<OperationResult> out) {
    if (refuses(request.getOperation(), out) || isKnown(request.getOperation(), out)) {
      return;
    }
    String id = request.getOperation().getId();
    boolean slot = request.getSubject() == Subject.SUBJECT_SLOT;
    boolean current = (slot ? runningDigest() : config).equals(request.getExpected());
    if (!current) {
      answer(out, remember(id, "Revert", State.DONE, "nothing to revert"));
      changed();
      return;
    }
    if (slot ? slots[1 - active].state != SlotStatus.State.GOOD : lastConfig == null) {
      fail(out, "there is nothing to go back to");
      return;
    }
    disrupted = true;
    answer(out, remember(id, "Revert", State.DONE, "goes back"));
    if (slot) {
      slots[active].state = SlotStatus.State.BAD;
      active = 1 - active;
      trialSlot = -1;
      reboot("rollback", "reverted");
    } else {
      revertConfig("reverted");
    }
  }

  @Override
  public void applyConfig(ApplyConfigRequest request, StreamObserver<ApplyConfigResponse> out) {
    String text = hash.apply(request.getConfig().toStringUtf8());
    Effect effect =
        text.equals(config)
            ? Effect.EFFECT_NONE
            : text.contains("reboot") ? Effect.EFFECT_REBOOT : Effect.EFFECT_LIVE;
    if (request.getDryRun()) {
      answer(out, ApplyConfigResponse.newBuilder().setHash(text).setEffect(effect).build());
      return;
    }
    if (refuses(request.getOperation(), out)) {
      return;
    }
    OperationResult known = operations.get(request.getOperation().getId());
    if (known != null) {
      answer(out, ApplyConfigResponse.newBuilder().setResult(known).setHash(text).build());
      return;
    }
    if (!request.getExpectedHash().isEmpty() && !request.getExpectedHash().equals(config)) {
      out.onError(Status.ABORTED.withDescription("another config is in force").asException());
      return;
    }
    if (trialSlot >= 0 || previousConfig != null) {
      fail(out, "a trial is running");
      return;
    }
    if (effect == Effect.EFFECT_REBOOT && request.getMode() != ApplyConfigRequest.Mode.REBOOT) {
      fail(out, "the change needs a reboot");
      return;
    }
    disrupted = true;
    previousConfig = config;
    lastConfig = config;
    config = text;
    changedBy = request.getOperation().getActor();
    tryFor = Duration.ofSeconds(request.getTryFor().getSeconds());
    OperationResult result =
        remember(request.getOperation().getId(), "ApplyConfig", State.DONE, "tries it");
    answer(out, ApplyConfigResponse.newBuilder().setResult(result).setHash(text).build());
    armConfigTrial();
    if (effect == Effect.EFFECT_REBOOT) {
      reboot("reboot requested", "reboot requested");
    } else {
      changed();
    }
  }

  @Override
  public void reboot(RebootRequest request, StreamObserver<OperationResult> out) {
    if (refuses(request.getOperation(), out) || isKnown(request.getOperation(), out)) {
      return;
    }
    disrupted = true;
    answer(out, remember(request.getOperation().getId(), "Reboot", State.DONE, "reboots"));
    reboot("reboot requested", "reboot requested");
  }

  // ---- inside

  private void reboot(String reason, String ended) {
    up = false;
    timers++;
    stagingId++; // a write that was under way is lost, and the node knows
    operations.replaceAll(
        (_, result) ->
            result.getState() == State.RUNNING
                ? result.toBuilder().setState(State.FAILED).setMessage("the node rebooted").build()
                : result);
    endBoot(ended);
    breakStreams();
    observer.run();
    Duration down = slow ? seconds(600, 1500) : seconds(20, 90);
    timer.accept(down, () -> start(reason));
  }

  private void start(String reason) {
    String why = reason;
    if (trialSlot >= 0) {
      Slot trial = slots[trialSlot];
      boolean boots = new SimRelease(trial.digest).behaviour() != SimRelease.Behaviour.PANIC;
      trial.tries--;
      if (boots && trial.tries >= 0) {
        active = trialSlot;
      } else {
        trial.state = SlotStatus.State.BAD;
        active = 1 - trialSlot;
        trialSlot = -1;
        why = "fallback";
      }
    }
    up = true;
    boot++;
    boots.addFirst(record(why));
    while (boots.size() > MAX_BOOTS) {
      boots.removeLast();
    }
    if (trialSlot >= 0) {
      armSlotTrial();
    }
    changed();
  }

  private void armSlotTrial() {
    Duration patience = confirmWithin == null ? HEALTH_DEADLINE : confirmWithin;
    if (slots[active].digest.contains("sick") && patience.compareTo(HEALTH_DEADLINE) > 0) {
      patience = HEALTH_DEADLINE;
    }
    trialDeadline = clock.get().plus(patience);
    long armed = timers;
    timer.accept(
        patience,
        () -> {
          if (armed == timers && trialSlot >= 0) {
            failSlotTrial(trialConfirm ? "not confirmed in time" : "not well in time");
          }
        });
  }

  private void failSlotTrial(String reason) {
    if (trialSlot != active) {
      return; // it has not even booted it
    }
    slots[active].state = SlotStatus.State.BAD;
    active = 1 - active;
    trialSlot = -1;
    reboot("fallback", "trial failed: " + reason);
  }

  /** A trial of a config counts from the order on, whatever happens meanwhile. */
  private void armConfigTrial() {
    configDeadline = clock.get().plus(tryFor);
    String tried = config;
    timer.accept(
        tryFor,
        () -> {
          if (previousConfig != null
              && config.equals(tried)
              && !clock.get().isBefore(configDeadline)) {
            revertConfig("not confirmed in time");
          }
        });
  }

  private void revertConfig(String by) {
    String back = previousConfig == null ? Objects.requireNonNull(lastConfig) : previousConfig;
    boolean reboots = config.contains("reboot");
    config = back;
    changedBy = by;
    previousConfig = null;
    if (reboots && up) {
      reboot("reboot requested", "config reverted");
    } else {
      changed();
    }
  }

  private boolean isReady() {
    return healthy
        && !config.contains("sick")
        && new SimRelease(slots[active].digest).behaviour() != SimRelease.Behaviour.SICK;
  }

  private void changed() {
    revision++;
    if (disrupted && isSettled()) {
      disrupted = false;
    }
    tell();
    observer.run();
  }

  private void tell() {
    if (!up) {
      return;
    }
    NodeStatus status = status();
    for (ServerCallStreamObserver<NodeStatus> watcher : List.copyOf(watchers)) {
      if (!watcher.isCancelled()) {
        watcher.onNext(status);
      }
    }
  }

  private NodeStatus status() {
    var status =
        NodeStatus.newBuilder()
            .setRevision(Long.toString(revision))
            .setHostname(name)
            .setMachineId("id-" + name)
            .setVersion(new SimRelease(slots[active].digest).version())
            .setBootId(name + "-boot-" + boot)
            .setStage("running")
            .setReady(isReady())
            .setEpoch(epoch)
            .setPlatform("metal")
            .addAllBoots(boots)
            .addServices(
                ServiceStatus.newBuilder()
                    .setId("kubelet")
                    .setState("Running")
                    .setRunning(true)
                    .setHealthy(isReady()));
    if (!isReady()) {
      status.addUnmetConditions("services");
    }
    List<OperationResult> newestFirst = new ArrayList<>(operations.values()).reversed();
    status.addAllOperations(newestFirst);
    for (int i = 0; i < slots.length; i++) {
      status.addSlots(slot(i));
    }
    if (trialSlot >= 0) {
      status.setSlotTrial(
          SlotTrial.newBuilder()
              .setDigest(slots[trialSlot].digest)
              .setDeadline(timestamp(trialDeadline))
              .setNeedsConfirmation(trialConfirm));
    }
    var config = ConfigStatus.newBuilder().setHash(this.config).setChangedBy(changedBy);
    Optional.ofNullable(previousConfig)
        .ifPresent(
            previous ->
                config.setTrial(
                    ConfigTrial.newBuilder()
                        .setHash(this.config)
                        .setPreviousHash(previous)
                        .setDeadline(timestamp(configDeadline))));
    return status.setConfig(config).build();
  }

  private SlotStatus slot(int index) {
    return SlotStatus.newBuilder()
        .setSlot(index == 0 ? "A" : "B")
        .setState(slots[index].state)
        .setActive(index == active)
        .setDigest(slots[index].digest)
        .setVersion(
            slots[index].digest.isEmpty() ? "" : new SimRelease(slots[index].digest).version())
        .build();
  }

  private BootRecord record(String reason) {
    return BootRecord.newBuilder().setBootId(name + "-boot-" + boot).setReason(reason).build();
  }

  private void endBoot(String ended) {
    BootRecord last = boots.removeFirst();
    boots.addFirst(last.toBuilder().setEnded(ended).build());
  }

  /** Refuses a deposed leader; notes a new one. */
  private boolean refuses(Operation operation, StreamObserver<?> out) {
    if (operation.getEpoch() < epoch) {
      fail(out, "epoch %d is over".formatted(operation.getEpoch()));
      return true;
    }
    epoch = operation.getEpoch();
    return false;
  }

  private boolean isKnown(Operation operation, StreamObserver<OperationResult> out) {
    OperationResult known = operations.get(operation.getId());
    if (known != null) {
      answer(out, known);
    }
    return known != null;
  }

  private OperationResult remember(String id, String method, State state, String message) {
    var result =
        OperationResult.newBuilder()
            .setId(id)
            .setMethod(method)
            .setState(state)
            .setMessage(message)
            .build();
    operations.remove(id);
    operations.put(id, result);
    while (operations.size() > MAX_OPERATIONS) {
      operations.remove(operations.keySet().iterator().next());
    }
    return result;
  }

  private static void fail(StreamObserver<?> out, String why) {
    out.onError(Status.FAILED_PRECONDITION.withDescription(why).asException());
  }

  private static <T> void answer(StreamObserver<T> out, T reply) {
    out.onNext(reply);
    out.onCompleted();
  }

  private Duration seconds(int least, int most) {
    return Duration.ofSeconds(random.nextInt(least, most));
  }

  private static Timestamp timestamp(Instant at) {
    return Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()).build();
  }
}
