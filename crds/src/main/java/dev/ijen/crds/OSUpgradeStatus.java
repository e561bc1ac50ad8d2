package dev.ijen.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.crd.generator.annotation.PrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an upgrade stands.
 *
 * @param observedGeneration generation of the spec that this status answers
 * @param phase in one word
 * @param version version of the release
 * @param digest digest of the release, {@code sha256:…}; what is rolled out even if the tag moves
 * @param progress updated and all machines, such as {@code 3/5}
 * @param eta how long the rest will take, from the machines so far
 * @param message what happens or why nothing happens
 * @param waiting what it waits for
 * @param pools the pools in the order in which they are upgraded
 * @param preflight what the machines found, at most 64
 * @param startedAt RFC 3339
 * @param finishedAt RFC 3339
 * @param conditions kstatus conditions
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record OSUpgradeStatus(
    @Nullable Long observedGeneration,
    @PrinterColumn(name = "Phase") @Nullable Phase phase,
    @PrinterColumn(name = "Version") @Size(max = 128) @Nullable String version,
    @Size(max = 128) @Nullable String digest,
    @PrinterColumn(name = "Done") @Size(max = 20) @Nullable String progress,
    @PrinterColumn(name = "ETA") @Size(max = 20) @Nullable String eta,
    @Size(max = 1024) @Nullable String message,
    @Nullable Waiting waiting,
    @Size(max = 32) List<Pool> pools,
    @Size(max = 64) List<Finding> preflight,
    @Size(max = 40) @Nullable String startedAt,
    @Size(max = 40) @Nullable String finishedAt,
    @Size(max = 16) List<Condition> conditions) {

  /** Copies the lists; a missing one is empty. */
  public OSUpgradeStatus(
      @Nullable Long observedGeneration,
      @Nullable Phase phase,
      @Nullable String version,
      @Nullable String digest,
      @Nullable String progress,
      @Nullable String eta,
      @Nullable String message,
      @Nullable Waiting waiting,
      @Nullable List<Pool> pools,
      @Nullable List<Finding> preflight,
      @Nullable String startedAt,
      @Nullable String finishedAt,
      @Nullable List<Condition> conditions) {
    this.observedGeneration = observedGeneration;
    this.phase = phase;
    this.version = version;
    this.digest = digest;
    this.progress = progress;
    this.eta = eta;
    this.message = message;
    this.waiting = waiting;
    this.pools = pools == null ? List.of() : List.copyOf(pools);
    this.preflight = preflight == null ? List.of() : List.copyOf(preflight);
    this.startedAt = startedAt;
    this.finishedAt = finishedAt;
    this.conditions = conditions == null ? List.of() : List.copyOf(conditions);
  }

  /** Stages of an upgrade. */
  public enum Phase {
    /** The machines are asked whether they can take the release. */
    @JsonProperty("Preflight")
    PREFLIGHT,
    /** They cannot, and nothing was touched. */
    @JsonProperty("Blocked")
    BLOCKED,
    /** Machines are being changed, or wait for it. */
    @JsonProperty("Rolling")
    ROLLING,
    /** A person has to decide how it goes on. */
    @JsonProperty("Halted")
    HALTED,
    /** All machines run the release. */
    @JsonProperty("Succeeded")
    SUCCEEDED,
    /** It was ended before. */
    @JsonProperty("Cancelled")
    CANCELLED
  }

  /**
   * A pool of the upgrade.
   *
   * @param name its name
   * @param rollout name of the Rollout, once it has begun
   * @param progress updated and all machines, such as {@code 3/5}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Pool(
      @Required @Size(max = 253) String name,
      @Size(max = 253) @Nullable String rollout,
      @Size(max = 20) @Nullable String progress) {}

  /**
   * What stands in the way on a machine.
   *
   * @param machine name of the Machine, empty when it is the upgrade itself
   * @param reason one word
   * @param message for people
   */
  public record Finding(
      @Required @Size(max = 253) String machine,
      @Required @Size(max = 64) String reason,
      @Required @Size(max = 1024) String message) {}
}
