package dev.ijen.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.crd.generator.annotation.PrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a fragment.
 *
 * @param observedGeneration generation of the spec that this status answers
 * @param appliesTo machines that the fragment selects
 * @param appliedTo how many of them hold a config that contains the present fragment
 * @param problems what is wrong, at most 32
 * @param conditions kstatus conditions and {@code Valid}, {@code Conflicting}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MachineConfigStatus(
    @Nullable Long observedGeneration,
    @Nullable AppliesTo appliesTo,
    @PrinterColumn(name = "Applied") @Nullable Integer appliedTo,
    @Size(max = 32) List<Problem> problems,
    @Size(max = 16) List<Condition> conditions) {

  /** Copies the lists; a missing one is empty. */
  public MachineConfigStatus(
      @Nullable Long observedGeneration,
      @Nullable AppliesTo appliesTo,
      @Nullable Integer appliedTo,
      @Nullable List<Problem> problems,
      @Nullable List<Condition> conditions) {
    this.observedGeneration = observedGeneration;
    this.appliesTo = appliesTo;
    this.appliedTo = appliedTo;
    this.problems = problems == null ? List.of() : List.copyOf(problems);
    this.conditions = conditions == null ? List.of() : List.copyOf(conditions);
  }

  /**
   * Machines that the fragment selects.
   *
   * @param machines how many
   * @param sample names of the first five in alphabetical order
   */
  public record AppliesTo(
      @PrinterColumn(name = "Machines") int machines, @Size(max = 5) List<String> sample) {

    /** Copies the list; a missing one is empty. */
    public AppliesTo(int machines, @Nullable List<String> sample) {
      this.machines = machines;
      this.sample = sample == null ? List.of() : List.copyOf(sample);
    }
  }

  /**
   * One thing that is wrong with a fragment.
   *
   * @param path document and field, such as {@code v1alpha1: machine.sysctls}; empty for the whole
   *     fragment
   * @param message what is wrong, never with the value of a field
   * @param machine name of the machine for which it is wrong, if not for all
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Problem(
      @Required @Size(max = 512) String path,
      @Required @Size(max = 1024) String message,
      @Size(max = 253) @Nullable String machine) {}
}
