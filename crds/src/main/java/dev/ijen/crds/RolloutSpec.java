package dev.ijen.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan, frozen when it was made. Only {@code suspend}, {@code cancel}, {@code skip} and {@code
 * retry} are for people.
 *
 * @param kind what is changed
 * @param pool name of the MachinePool
 * @param target what the machines get
 * @param strategy how
 * @param applyMode whether a change of config may reboot
 * @param waves the machines in the order in which they are changed
 * @param suspend stops it; machines that are being changed are finished
 * @param cancel ends it; machines that are on trial go back
 * @param skip machines that are left out
 * @param retry machines that failed and are tried again; to try one once more, take it out and add
 *     it again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "self.kind == oldSelf.kind && self.pool == oldSelf.pool && self.target == oldSelf.target && size(self.waves) == size(oldSelf.waves)",
    message = "a plan is never changed")
@ValidationRule(
    value = "!oldSelf.cancel || self.cancel",
    message = "a cancelled rollout stays cancelled",
    fieldPath = ".cancel")
public record RolloutSpec(
    @Required Kind kind,
    @Required @Size(min = 1, max = 253) String pool,
    @Required Target target,
    @Required Strategy strategy,
    @Default("Try") MachinePoolSpec.ApplyMode applyMode,
    @Required @Size(max = 17) List<Wave> waves,
    @Default("false")
        @JsonPropertyDescription("Stops it; machines that are being changed are finished.")
        Boolean suspend,
    @Default("false") @JsonPropertyDescription("Ends it; machines on trial go back.")
        Boolean cancel,
    @Size(max = 2000) @JsonPropertyDescription("Machines that are left out.") List<String> skip,
    @Size(max = 2000) @JsonPropertyDescription("Machines that failed and are tried again.")
        List<String> retry) {

  /** Fills in the defaults that the API server would fill in. */
  public RolloutSpec(
      Kind kind,
      String pool,
      Target target,
      Strategy strategy,
      MachinePoolSpec.@Nullable ApplyMode applyMode,
      @Nullable List<Wave> waves,
      @Nullable Boolean suspend,
      @Nullable Boolean cancel,
      @Nullable List<String> skip,
      @Nullable List<String> retry) {
    this.kind = kind;
    this.pool = pool;
    this.target = target;
    this.strategy = strategy;
    this.applyMode = applyMode == null ? MachinePoolSpec.ApplyMode.TRY : applyMode;
    this.waves = waves == null ? List.of() : List.copyOf(waves);
    this.suspend = suspend != null && suspend;
    this.cancel = cancel != null && cancel;
    this.skip = skip == null ? List.of() : List.copyOf(skip);
    this.retry = retry == null ? List.of() : List.copyOf(retry);
  }

  /** The same plan, given up. */
  public RolloutSpec cancelled() {
    return new RolloutSpec(
        kind, pool, target, strategy, applyMode, waves, suspend, true, skip, retry);
  }

  /** What is changed. */
  public enum Kind {
    /** The machine config. */
    @JsonProperty("Config")
    CONFIG,
    /** The operating system. */
    @JsonProperty("OS")
    OS
  }

  /**
   * What the machines get.
   *
   * @param revision name of the MachineConfigRevision, for kind {@code Config}
   * @param image OCI reference by digest, for kind {@code OS}
   * @param digest digest of the release, for kind {@code OS}
   * @param version version of the release, for kind {@code OS}
   * @param allowDowngrade whether the release may be older than what runs
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Target(
      @Size(max = 253) @Nullable String revision,
      @Size(max = 512) @Nullable String image,
      @Size(max = 128) @Nullable String digest,
      @Size(max = 128) @Nullable String version,
      @Nullable Boolean allowDowngrade) {}

  /**
   * Machines that are changed before the next ones begin.
   *
   * @param name {@code canary}, or {@code wave-1} and so on
   * @param machines names in order
   * @param soak how long they must stay well
   */
  public record Wave(
      @Required @Size(max = 63) String name,
      @Size(max = 2000) List<String> machines,
      @Required @Size(max = 20) String soak) {
    /** Copies the list; a missing one is empty. */
    public Wave(String name, @Nullable List<String> machines, String soak) {
      this.name = name;
      this.machines = machines == null ? List.of() : List.copyOf(machines);
      this.soak = soak;
    }
  }
}
