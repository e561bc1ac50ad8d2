package dev.ijen.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.crd.generator.annotation.PrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a rollout stands: everything that is needed to go on after the operator was killed.
 *
 * @param observedGeneration generation of the spec that this status answers
 * @param phase in one word
 * @param wave index of the wave, from 0
 * @param waveState where the wave stands
 * @param waveSince when it came there
 * @param machines the machines that something was done about, one entry each
 * @param gates the gates that were asked
 * @param progress updated and all machines, such as {@code 3/5}
 * @param failed machines that failed
 * @param eta how long the rest will take, from the machines so far
 * @param waiting what it waits for
 * @param haltedBecause why it halted
 * @param lastEndedAt when the last machine ended
 * @param startedAt RFC 3339
 * @param finishedAt RFC 3339
 * @param epoch fencing epoch of the operator that wrote this last
 * @param conditions kstatus conditions
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RolloutStatus(
    @Nullable Long observedGeneration,
    @PrinterColumn(name = "Phase") @Nullable Phase phase,
    @Nullable Integer wave,
    @Nullable WaveState waveState,
    @Size(max = 40) @Nullable String waveSince,
    @Size(max = 2000) List<Progress> machines,
    @Size(max = 16) List<Gate> gates,
    @PrinterColumn(name = "Done") @Size(max = 20) @Nullable String progress,
    @PrinterColumn(name = "Failed") @Nullable Integer failed,
    @PrinterColumn(name = "ETA") @Size(max = 20) @Nullable String eta,
    @Nullable Waiting waiting,
    @Size(max = 1024) @Nullable String haltedBecause,
    @Size(max = 40) @Nullable String lastEndedAt,
    @Size(max = 40) @Nullable String startedAt,
    @Size(max = 40) @Nullable String finishedAt,
    @Nullable Long epoch,
    @Size(max = 16) List<Condition> conditions) {

  /** Nothing has begun. */
  public static final RolloutStatus NONE =
      new RolloutStatus(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
          null, null);

  /** Copies the lists; a missing one is empty. */
  public RolloutStatus(
      @Nullable Long observedGeneration,
      @Nullable Phase phase,
      @Nullable Integer wave,
      @Nullable WaveState waveState,
      @Nullable String waveSince,
      @Nullable List<Progress> machines,
      @Nullable List<Gate> gates,
      @Nullable String progress,
      @Nullable Integer failed,
      @Nullable String eta,
      @Nullable Waiting waiting,
      @Nullable String haltedBecause,
      @Nullable String lastEndedAt,
      @Nullable String startedAt,
      @Nullable String finishedAt,
      @Nullable Long epoch,
      @Nullable List<Condition> conditions) {
    this.observedGeneration = observedGeneration;
    this.phase = phase;
    this.wave = wave;
    this.waveState = waveState;
    this.waveSince = waveSince;
    this.machines = machines == null ? List.of() : List.copyOf(machines);
    this.gates = gates == null ? List.of() : List.copyOf(gates);
    this.progress = progress;
    this.failed = failed;
    this.eta = eta;
    this.waiting = waiting;
    this.haltedBecause = haltedBecause;
    this.lastEndedAt = lastEndedAt;
    this.startedAt = startedAt;
    this.finishedAt = finishedAt;
    this.epoch = epoch;
    this.conditions = conditions == null ? List.of() : List.copyOf(conditions);
  }

  /** Stages of a rollout. */
  public enum Phase {
    /** Releases are written to inactive slots; no machine is disrupted yet. */
    @JsonProperty("Staging")
    STAGING,
    /** Machines are being changed, or wait for it. */
    @JsonProperty("Rolling")
    ROLLING,
    /** Machines of the wave are brought back. */
    @JsonProperty("RollingBack")
    ROLLING_BACK,
    /** It was cancelled and waits for machines to come back. */
    @JsonProperty("Cancelling")
    CANCELLING,
    /** A person has to decide: {@code retry}, {@code skip} or {@code cancel}. */
    @JsonProperty("Halted")
    HALTED,
    /** All machines have what they were to get. */
    @JsonProperty("Succeeded")
    SUCCEEDED,
    /** It was ended by a person. */
    @JsonProperty("Cancelled")
    CANCELLED,
    /** A newer one took its place. */
    @JsonProperty("Superseded")
    SUPERSEDED;

    /** Whether nothing follows. */
    public boolean isFinal() {
      return this == SUCCEEDED || this == CANCELLED || this == SUPERSEDED;
    }
  }

  /** Stages of a wave. */
  public enum WaveState {
    /** Machines are being changed. */
    @JsonProperty("Running")
    RUNNING,
    /** All are changed and watched. */
    @JsonProperty("Soaking")
    SOAKING
  }

  /** Stages of a machine. */
  public enum Step {
    /** Nothing is under way; it is tried again. */
    @JsonProperty("Pending")
    PENDING,
    /** The release is being written to the inactive slot. */
    @JsonProperty("Staging")
    STAGING,
    /** The release is in the inactive slot. */
    @JsonProperty("Staged")
    STAGED,
    /** The node was ordered to change. */
    @JsonProperty("Changing")
    CHANGING,
    /** The node runs what it was given, on trial. */
    @JsonProperty("Verifying")
    VERIFYING,
    /** The node was ordered to keep it. */
    @JsonProperty("Confirming")
    CONFIRMING,
    /** The machine ended well and is to be brought back. */
    @JsonProperty("RevertPending")
    REVERT_PENDING,
    /** The node was ordered to go back. */
    @JsonProperty("Reverting")
    REVERTING,
    /** Over; the outcome says how. */
    @JsonProperty("Done")
    DONE;

    /** Whether the machine may be unavailable because of it. */
    public boolean isDisruptive() {
      return this == CHANGING || this == VERIFYING || this == CONFIRMING || this == REVERTING;
    }
  }

  /** How a machine ended. */
  public enum Outcome {
    /** It has what it was to get. */
    @JsonProperty("Updated")
    UPDATED,
    /** It has again what it had before. */
    @JsonProperty("RolledBack")
    ROLLED_BACK,
    /** It was well and has again what it had before, because the rollout was given up. */
    @JsonProperty("Reverted")
    REVERTED,
    /** It was left out. */
    @JsonProperty("Skipped")
    SKIPPED,
    /** It is not known to be well, or could not even begin. */
    @JsonProperty("Failed")
    FAILED;

    /** Whether it counts against {@code failure.haltAfter}. */
    public boolean isFailure() {
      return this == FAILED || this == ROLLED_BACK;
    }
  }

  /**
   * A machine of the rollout.
   *
   * @param name name of the Machine
   * @param step where it stands
   * @param attempt counts from 1
   * @param operation id of the call that belongs to the step
   * @param since when the step began
   * @param startedAt when the machine was ordered to change
   * @param bootIdBefore boot id before the change
   * @param previous digest or hash before the change
   * @param target digest or hash to come to
   * @param outcome how it ended
   * @param seconds how long it took
   * @param reason why it ended so
   * @param retried whether the wish to try it again was heard
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Progress(
      @Required @Size(max = 253) String name,
      @Required Step step,
      @Nullable Integer attempt,
      @Size(max = 256) @Nullable String operation,
      @Size(max = 40) @Nullable String since,
      @Size(max = 40) @Nullable String startedAt,
      @Size(max = 64) @Nullable String bootIdBefore,
      @Size(max = 128) @Nullable String previous,
      @Size(max = 128) @Nullable String target,
      @Nullable Outcome outcome,
      @Nullable Integer seconds,
      @Size(max = 512) @Nullable String reason,
      @Nullable Boolean retried) {}

  /**
   * A gate as it was asked last.
   *
   * @param name name of the HealthGate
   * @param passing whether it passed
   * @param passingSince since when it has passed without a break
   * @param waitingSince since when the rollout has waited for it
   * @param evidence what was seen, at most 32
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Gate(
      @Required @Size(max = 253) String name,
      @Required boolean passing,
      @Size(max = 40) @Nullable String passingSince,
      @Size(max = 40) @Nullable String waitingSince,
      @Size(max = 32) List<Evidence> evidence) {
    /** Copies the list; a missing one is empty. */
    public Gate(
        String name,
        boolean passing,
        @Nullable String passingSince,
        @Nullable String waitingSince,
        @Nullable List<Evidence> evidence) {
      this.name = name;
      this.passing = passing;
      this.passingSince = passingSince;
      this.waitingSince = waitingSince;
      this.evidence = evidence == null ? List.of() : List.copyOf(evidence);
    }
  }

  /**
   * What a check saw.
   *
   * @param check name of the check
   * @param passed whether it held
   * @param message what was seen
   */
  public record Evidence(
      @Required @Size(max = 63) String check,
      @Required boolean passed,
      @Required @Size(max = 512) String message) {}
}
