package dev.ijen.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.crd.generator.annotation.PrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of a cluster.
 *
 * @param observedGeneration generation of the spec that this status answers
 * @param grants machines that Rollouts may disrupt now. A grant is written, with the resource
 *     version checked, before a node is called, so that two operators can never spend one budget
 *     twice
 * @param machines number of Machines
 * @param ready machines that are ready
 * @param drifted machines whose node has something else than it was given
 * @param os version of the operating system, or the lowest and the highest
 * @param conditions kstatus conditions and {@code Frozen}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ClusterStatus(
    @Nullable Long observedGeneration,
    @Size(max = 2000) List<Grant> grants,
    @PrinterColumn(name = "Machines") @Nullable Integer machines,
    @PrinterColumn(name = "Available") @Nullable Integer ready,
    @PrinterColumn(name = "Drifted", priority = 1) @Nullable Integer drifted,
    @PrinterColumn(name = "OS") @Size(max = 128) @Nullable String os,
    @Size(max = 16) List<Condition> conditions) {

  /** Nothing known, nothing granted. */
  public static final ClusterStatus NONE =
      new ClusterStatus(null, List.of(), null, null, null, null, List.of());

  /** Copies the lists; a missing one is empty. */
  public ClusterStatus(
      @Nullable Long observedGeneration,
      @Nullable List<Grant> grants,
      @Nullable Integer machines,
      @Nullable Integer ready,
      @Nullable Integer drifted,
      @Nullable String os,
      @Nullable List<Condition> conditions) {
    this.observedGeneration = observedGeneration;
    this.grants = grants == null ? List.of() : List.copyOf(grants);
    this.machines = machines;
    this.ready = ready;
    this.drifted = drifted;
    this.os = os;
    this.conditions = conditions == null ? List.of() : List.copyOf(conditions);
  }

  /**
   * Leave to disrupt a machine.
   *
   * @param machine name of the Machine
   * @param rollout name of the Rollout
   * @param since RFC 3339
   */
  public record Grant(
      @Required @Size(max = 253) String machine,
      @Required @Size(max = 253) String rollout,
      @Required @Size(max = 40) String since) {}
}
