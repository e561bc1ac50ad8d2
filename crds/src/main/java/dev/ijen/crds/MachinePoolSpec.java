package dev.ijen.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which machines belong together and how they are changed.
 *
 * @param selector labels of the Machines; a machine that two pools select is changed by none
 * @param paused stops changes of these machines
 * @param dependsOn pools that must be changed before
 * @param rollout how the machines are changed
 * @param applyMode what a change of the machine config may do
 * @param driftPolicy what to do when a node has another config than it was given
 * @param correction bounds of {@code driftPolicy: Correct}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MachinePoolSpec(
    @Required @JsonPropertyDescription("Labels of the Machines of the pool.")
        LabelSelector selector,
    @JsonPropertyDescription("Stops changes; machines that are being changed are finished.")
        @Nullable Hold paused,
    @Size(max = 8) @JsonPropertyDescription("Pools that must be changed before.")
        List<Dependency> dependsOn,
    @Default("{}") Strategy rollout,
    @Default("Try")
        @JsonPropertyDescription(
            "Try: changes that need a reboot reboot the machine. NoReboot: such changes are refused.")
        ApplyMode applyMode,
    @Default("Report") DriftPolicy driftPolicy,
    @Default("{}") Correction correction) {

  /** Fills in the defaults that the API server would fill in. */
  public MachinePoolSpec(
      LabelSelector selector,
      @Nullable Hold paused,
      @Nullable List<Dependency> dependsOn,
      @Nullable Strategy rollout,
      @Nullable ApplyMode applyMode,
      @Nullable DriftPolicy driftPolicy,
      @Nullable Correction correction) {
    this.selector = selector;
    this.paused = paused;
    this.dependsOn = dependsOn == null ? List.of() : List.copyOf(dependsOn);
    this.rollout = rollout == null ? Strategy.DEFAULT : rollout;
    this.applyMode = applyMode == null ? ApplyMode.TRY : applyMode;
    this.driftPolicy = driftPolicy == null ? DriftPolicy.REPORT : driftPolicy;
    this.correction = correction == null ? new Correction(null) : correction;
  }

  /**
   * A pool that goes before.
   *
   * @param pool its name
   * @param minUpdatedPercent part of its machines that must be up to date
   */
  public record Dependency(
      @Required @Size(min = 1, max = 253) String pool,
      @Default("100") @Min(1) @Max(100) Integer minUpdatedPercent) {
    /** Fills in the part. */
    public Dependency(String pool, @Nullable Integer minUpdatedPercent) {
      this.pool = pool;
      this.minUpdatedPercent = minUpdatedPercent == null ? 100 : minUpdatedPercent;
    }
  }

  /** What a change of the machine config may do. */
  public enum ApplyMode {
    /** Reboot the machine when the change needs it. */
    @JsonProperty("Try")
    TRY,
    /** Never reboot: changes that need it are refused. */
    @JsonProperty("NoReboot")
    NO_REBOOT
  }

  /** What to do about drift. */
  public enum DriftPolicy {
    /** Tell. */
    @JsonProperty("Report")
    REPORT,
    /** Tell and roll out the desired config again. */
    @JsonProperty("Correct")
    CORRECT
  }

  /**
   * Bounds of correction.
   *
   * @param maxPerHour rollouts that correct drift in an hour
   */
  public record Correction(@Default("3") @Min(1) @Max(60) Integer maxPerHour) {
    /** Fills in the default. */
    public Correction(@Nullable Integer maxPerHour) {
      this.maxPerHour = maxPerHour == null ? 3 : maxPerHour;
    }
  }
}
