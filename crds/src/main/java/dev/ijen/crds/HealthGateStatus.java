package dev.ijen.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.crd.generator.annotation.PrinterColumn;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a gate.
 *
 * @param observedGeneration generation of the spec that this status answers
 * @param checks number of checks
 * @param usedBy names of the pools that use it, at most 32
 * @param evidence what was seen last by a Rollout that asked, at most 32
 * @param conditions kstatus conditions and {@code Passing}, unknown until a Rollout asks
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record HealthGateStatus(
    @Nullable Long observedGeneration,
    @PrinterColumn(name = "Checks") @Nullable Integer checks,
    @Size(max = 32) List<String> usedBy,
    @Size(max = 32) List<RolloutStatus.Evidence> evidence,
    @Size(max = 16) List<Condition> conditions) {

  /** Copies the lists; a missing one is empty. */
  public HealthGateStatus(
      @Nullable Long observedGeneration,
      @Nullable Integer checks,
      @Nullable List<String> usedBy,
      @Nullable List<RolloutStatus.Evidence> evidence,
      @Nullable List<Condition> conditions) {
    this.observedGeneration = observedGeneration;
    this.checks = checks;
    this.usedBy = usedBy == null ? List.of() : List.copyOf(usedBy);
    this.evidence = evidence == null ? List.of() : List.copyOf(evidence);
    this.conditions = conditions == null ? List.of() : List.copyOf(conditions);
  }
}
