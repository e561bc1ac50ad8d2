package dev.ijen.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the machines of a pool are changed.
 *
 * @param maxUnavailable machines of the pool that may be unavailable at a time
 * @param order which machine comes first
 * @param canary machines that are changed before all others, and how long they are watched
 * @param waves parts that the rest is changed in
 * @param betweenMachines pause between the end of one machine and the start of the next
 * @param gates checks before and after
 * @param windows names of the MaintenanceWindows in one of which a machine must start
 * @param fitCheck whether a machine starts only if it is expected to end before the window closes
 * @param prestage when releases are written to the inactive slots
 * @param failure what to do about failures
 * @param deadlines how long each part may take
 * @param confirmWithin how long a node waits to be confirmed before it goes back by itself
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "type(self.maxUnavailable) == int ? self.maxUnavailable >= 1 : self.maxUnavailable.matches('^([1-9][0-9]?|100)%$')",
    message = "maxUnavailable must be a number of at least 1 or a percentage of 1% to 100%",
    fieldPath = ".maxUnavailable")
@ValidationRule(
    value = "duration(self.confirmWithin) >= duration(self.deadlines.verify)",
    message = "confirmWithin must be at least deadlines.verify",
    fieldPath = ".confirmWithin")
public record Strategy(
    @Default("1")
        @JsonPropertyDescription(
            "Machines of the pool that may be unavailable at a time, as a number or a percentage.")
        IntOrString maxUnavailable,
    @Default("ZoneThenAge") Order order,
    @Nullable Canary canary,
    @Size(max = 16)
        @JsonPropertyDescription("Parts that the machines after the canary are changed in.")
        List<WaveShare> waves,
    @Default("0s")
        @Pattern(Durations.PATTERN)
        @Size(min = 2, max = 20)
        @JsonPropertyDescription("Pause between the end of one machine and the start of the next.")
        String betweenMachines,
    @Size(max = 16) List<GateUse> gates,
    @Size(max = 8)
        @JsonPropertyDescription("MaintenanceWindows in one of which a machine must start.")
        List<String> windows,
    @Default("true")
        @JsonPropertyDescription(
            "Start a machine only if 95 of 100 earlier ones would have ended before the window closes.")
        Boolean fitCheck,
    @Default("All") Prestage prestage,
    @Default("{}") Failure failure,
    @Default("{}") Deadlines deadlines,
    @Default("15m")
        @Pattern(Durations.PATTERN)
        @Size(min = 2, max = 20)
        @JsonPropertyDescription(
            "How long a node waits to be confirmed before it goes back by itself.")
        String confirmWithin) {

  /** A strategy in which everything is left to the defaults. */
  public static final Strategy DEFAULT =
      new Strategy(null, null, null, null, null, null, null, null, null, null, null, null);

  /** Fills in the defaults that the API server would fill in. */
  public Strategy(
      @Nullable IntOrString maxUnavailable,
      @Nullable Order order,
      @Nullable Canary canary,
      @Nullable List<WaveShare> waves,
      @Nullable String betweenMachines,
      @Nullable List<GateUse> gates,
      @Nullable List<String> windows,
      @Nullable Boolean fitCheck,
      @Nullable Prestage prestage,
      @Nullable Failure failure,
      @Nullable Deadlines deadlines,
      @Nullable String confirmWithin) {
    this.maxUnavailable = maxUnavailable == null ? new IntOrString(1) : maxUnavailable;
    this.order = order == null ? Order.ZONE_THEN_AGE : order;
    this.canary = canary;
    this.waves = waves == null ? List.of() : List.copyOf(waves);
    this.betweenMachines = betweenMachines == null ? "0s" : betweenMachines;
    this.gates = gates == null ? List.of() : List.copyOf(gates);
    this.windows = windows == null ? List.of() : List.copyOf(windows);
    this.fitCheck = fitCheck == null || fitCheck;
    this.prestage = prestage == null ? Prestage.ALL : prestage;
    this.failure = failure == null ? new Failure(null, null, null) : failure;
    this.deadlines = deadlines == null ? new Deadlines(null, null, null) : deadlines;
    this.confirmWithin = confirmWithin == null ? "15m" : confirmWithin;
  }

  /** Which machine comes first. */
  public enum Order {
    /** By the label {@code topology.kubernetes.io/zone}, inside a zone the oldest Machine. */
    @JsonProperty("ZoneThenAge")
    ZONE_THEN_AGE,
    /** The oldest Machine. */
    @JsonProperty("OldestFirst")
    OLDEST_FIRST,
    /** By name. */
    @JsonProperty("Name")
    NAME
  }

  /**
   * The machines that go first.
   *
   * @param count how many
   * @param soak how long they must stay well before the others begin
   */
  public record Canary(
      @Default("1") @Min(1) @Max(100) Integer count,
      @Required @Pattern(Durations.PATTERN) @Size(min = 2, max = 20) String soak) {
    /** Fills in the count. */
    public Canary(@Nullable Integer count, String soak) {
      this.count = count == null ? 1 : count;
      this.soak = soak;
    }
  }

  /**
   * A part of the machines.
   *
   * @param percent up to which part of all machines after the canary it reaches
   * @param soak how long they must stay well before the next wave begins
   */
  public record WaveShare(
      @Required @Min(1) @Max(100) Integer percent,
      @Default("0s") @Pattern(Durations.PATTERN) @Size(min = 2, max = 20) String soak) {
    /** Fills in the soak. */
    public WaveShare(Integer percent, @Nullable String soak) {
      this.percent = percent;
      this.soak = soak == null ? "0s" : soak;
    }
  }

  /**
   * A gate and when it is asked.
   *
   * @param name name of the HealthGate
   * @param when at which points it must pass
   */
  public record GateUse(@Required @Size(min = 1, max = 253) String name, @Required When when) {}

  /** Points of a rollout. */
  public enum When {
    /** Before the first machine. */
    @JsonProperty("BeforeRollout")
    BEFORE_ROLLOUT,
    /** Before the first machine of each wave. */
    @JsonProperty("BeforeWave")
    BEFORE_WAVE,
    /** Before each machine. */
    @JsonProperty("BeforeMachine")
    BEFORE_MACHINE,
    /** Before a changed machine is confirmed. */
    @JsonProperty("AfterMachine")
    AFTER_MACHINE,
    /** After the last machine of each wave. */
    @JsonProperty("AfterWave")
    AFTER_WAVE
  }

  /** When releases are written to the inactive slots. */
  public enum Prestage {
    /** On each machine just before it is changed. */
    @JsonProperty("None")
    NONE,
    /** On the machines of a wave before its first one is changed. */
    @JsonProperty("Wave")
    WAVE,
    /** On all machines before the first one is changed. */
    @JsonProperty("All")
    ALL
  }

  /**
   * What to do about failures.
   *
   * @param haltAfter machines that may fail before the rollout halts
   * @param perMachineAttempts how often a machine is tried
   * @param action what happens to machines then
   */
  public record Failure(
      @Default("1") @Min(1) @Max(1000) Integer haltAfter,
      @Default("1") @Min(1) @Max(5) Integer perMachineAttempts,
      @Default("RollbackMachine") Action action) {
    /** Fills in the defaults that the API server would fill in. */
    public Failure(
        @Nullable Integer haltAfter,
        @Nullable Integer perMachineAttempts,
        @Nullable Action action) {
      this.haltAfter = haltAfter == null ? 1 : haltAfter;
      this.perMachineAttempts = perMachineAttempts == null ? 1 : perMachineAttempts;
      this.action = action == null ? Action.ROLLBACK_MACHINE : action;
    }
  }

  /** What happens to machines when one failed. */
  public enum Action {
    /** Nothing: it is left as it is, and goes back by itself when its trial ends. */
    @JsonProperty("Halt")
    HALT,
    /** It is brought back. */
    @JsonProperty("RollbackMachine")
    ROLLBACK_MACHINE,
    /** It is brought back, and when the rollout halts all machines of the wave are. */
    @JsonProperty("RollbackWave")
    ROLLBACK_WAVE
  }

  /**
   * How long each part may take.
   *
   * @param stage writing a release to the inactive slot
   * @param change from the order until the node runs what it was given
   * @param verify from then until it is well and the gates pass
   */
  public record Deadlines(
      @Default("30m") @Pattern(Durations.PATTERN) @Size(min = 2, max = 20) String stage,
      @Default("15m") @Pattern(Durations.PATTERN) @Size(min = 2, max = 20) String change,
      @Default("10m") @Pattern(Durations.PATTERN) @Size(min = 2, max = 20) String verify) {
    /** Fills in the defaults that the API server would fill in. */
    public Deadlines(@Nullable String stage, @Nullable String change, @Nullable String verify) {
      this.stage = stage == null ? "30m" : stage;
      this.change = change == null ? "15m" : change;
      this.verify = verify == null ? "10m" : verify;
    }
  }
}
