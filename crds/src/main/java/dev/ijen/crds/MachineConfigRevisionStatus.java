package dev.ijen.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.crd.generator.annotation.PrinterColumn;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a revision has come.
 *
 * @param observedGeneration generation of the spec that this status answers
 * @param applied machines whose node holds it
 * @param pending machines of the pool whose node does not
 * @param conditions kstatus conditions
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MachineConfigRevisionStatus(
    @Nullable Long observedGeneration,
    @PrinterColumn(name = "Applied") @Nullable Integer applied,
    @PrinterColumn(name = "Pending") @Nullable Integer pending,
    @Size(max = 16) List<Condition> conditions) {

  /** Copies the list; a missing one is empty. */
  public MachineConfigRevisionStatus(
      @Nullable Long observedGeneration,
      @Nullable Integer applied,
      @Nullable Integer pending,
      @Nullable List<Condition> conditions) {
    this.observedGeneration = observedGeneration;
    this.applied = applied;
    this.pending = pending;
    this.conditions = conditions == null ? List.of() : List.copyOf(conditions);
  }
}
