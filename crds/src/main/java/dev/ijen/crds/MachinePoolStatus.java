package dev.ijen.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.crd.generator.annotation.PrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of a pool.
 *
 * @param observedGeneration generation of the spec that this status answers
 * @param counts machines by state
 * @param updated updated and all machines, such as {@code 3/5}
 * @param revision name of the MachineConfigRevision that the machines shall have
 * @param os version of the operating system, or the lowest and the highest
 * @param rollout name of the Rollout that changes machines now
 * @param problems why there is no revision, at most 32
 * @param seconds how long the last machines took, the newest last, at most 20 of each kind
 * @param conditions kstatus conditions and {@code Paused}, {@code Drifted}, {@code Conflicting}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MachinePoolStatus(
    @Nullable Long observedGeneration,
    @Nullable Counts counts,
    @Size(max = 20) @Nullable String updated,
    @PrinterColumn(name = "Revision") @Size(max = 253) @Nullable String revision,
    @PrinterColumn(name = "OS") @Size(max = 128) @Nullable String os,
    @PrinterColumn(name = "Rollout", priority = 1) @Size(max = 253) @Nullable String rollout,
    @Size(max = 32) List<MachineStatus.Problem> problems,
    @Nullable Seconds seconds,
    @Size(max = 16) List<Condition> conditions) {

  /** Copies the lists; a missing one is empty. */
  public MachinePoolStatus(
      @Nullable Long observedGeneration,
      @Nullable Counts counts,
      @Nullable String updated,
      @Nullable String revision,
      @Nullable String os,
      @Nullable String rollout,
      @Nullable List<MachineStatus.Problem> problems,
      @Nullable Seconds seconds,
      @Nullable List<Condition> conditions) {
    this.observedGeneration = observedGeneration;
    this.counts = counts;
    this.updated = updated;
    this.revision = revision;
    this.os = os;
    this.rollout = rollout;
    this.problems = problems == null ? List.of() : List.copyOf(problems);
    this.seconds = seconds;
    this.conditions = conditions == null ? List.of() : List.copyOf(conditions);
  }

  /**
   * Machines by state.
   *
   * @param machines all
   * @param updated those that have the desired config
   * @param ready those that are well
   * @param drifted those that have something else than they were given
   */
  public record Counts(
      @Required Integer machines,
      @Required Integer updated,
      @Required Integer ready,
      @Required Integer drifted) {}

  /**
   * How long machines took.
   *
   * @param os seconds of changes of the operating system
   * @param config seconds of changes of the machine config
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Seconds(@Size(max = 20) List<Integer> os, @Size(max = 20) List<Integer> config) {
    /** Copies the lists; a missing one is empty. */
    public Seconds(@Nullable List<Integer> os, @Nullable List<Integer> config) {
      this.os = os == null ? List.of() : List.copyOf(os);
      this.config = config == null ? List.of() : List.copyOf(config);
    }
  }
}
