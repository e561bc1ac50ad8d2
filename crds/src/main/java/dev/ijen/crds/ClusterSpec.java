package dev.ijen.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import org.jspecify.annotations.Nullable;

/**
 * How much of a cluster may be disrupted. There is one Cluster in a namespace; its machines are the
 * Machines of the namespace.
 *
 * @param budget how much may be disrupted at a time
 * @param freeze stops all disruptions
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClusterSpec(
    @Default("{}") Budget budget,
    @JsonPropertyDescription("Stops all disruptions; machines that are being changed are finished.")
        @Nullable Hold freeze) {

  /** Fills in the budget. */
  public ClusterSpec(@Nullable Budget budget, @Nullable Hold freeze) {
    this.budget = budget == null ? new Budget(null, null) : budget;
    this.freeze = freeze;
  }

  /**
   * How much may be disrupted at a time.
   *
   * @param maxDisrupted machines that may be unavailable at a time, ours and others together
   * @param maxConcurrentRollouts Rollouts that may change machines at a time; the oldest go first
   */
  @ValidationRule(
      value =
          "type(self.maxDisrupted) == int ? self.maxDisrupted >= 1 : self.maxDisrupted.matches('^([1-9][0-9]?|100)%$')",
      message = "maxDisrupted must be a number of at least 1 or a percentage of 1% to 100%",
      fieldPath = ".maxDisrupted")
  public record Budget(
      @Default("1") IntOrString maxDisrupted,
      @Default("1") @Min(1) @Max(16) Integer maxConcurrentRollouts) {
    /** Fills in the defaults that the API server would fill in. */
    public Budget(@Nullable IntOrString maxDisrupted, @Nullable Integer maxConcurrentRollouts) {
      this.maxDisrupted = maxDisrupted == null ? new IntOrString(1) : maxDisrupted;
      this.maxConcurrentRollouts = maxConcurrentRollouts == null ? 1 : maxConcurrentRollouts;
    }
  }
}
