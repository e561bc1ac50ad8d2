package dev.ijen.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A release and who shall run it.
 *
 * @param target the release
 * @param pools names of the pools, one after the other; those with control planes always go first
 * @param downgrade whether an older release than the one that runs may be given
 * @param suspend stops it where it stands; machines that are being changed are finished
 * @param cancel ends it; machines that are on trial go back
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "self.target == oldSelf.target",
    message = "target is never changed; create another OSUpgrade",
    fieldPath = ".target")
@ValidationRule(
    value = "!oldSelf.cancel || self.cancel",
    message = "a cancelled upgrade stays cancelled; create another OSUpgrade",
    fieldPath = ".cancel")
public record OSUpgradeSpec(
    @Required Target target,
    @Required
        @Size(min = 1, max = 32)
        @JsonPropertyDescription(
            "MachinePools, one after the other; those with control planes always go first.")
        List<String> pools,
    @Default("false") Boolean downgrade,
    @Default("false")
        @JsonPropertyDescription("Stops it; machines that are being changed are finished.")
        Boolean suspend,
    @Default("false") @JsonPropertyDescription("Ends it; machines on trial go back.")
        Boolean cancel) {

  /** Fills in the defaults that the API server would fill in. */
  public OSUpgradeSpec(
      Target target,
      @Nullable List<String> pools,
      @Nullable Boolean downgrade,
      @Nullable Boolean suspend,
      @Nullable Boolean cancel) {
    this.target = target;
    this.pools = pools == null ? List.of() : List.copyOf(pools);
    this.downgrade = downgrade != null && downgrade;
    this.suspend = suspend != null && suspend;
    this.cancel = cancel != null && cancel;
  }

  /**
   * A release.
   *
   * @param image OCI reference by tag or digest
   * @param version the version that the image must have, if given
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Target(
      @Required
          @Size(min = 1, max = 512)
          @JsonPropertyDescription("OCI reference of the installer image, by tag or digest.")
          String image,
      @Size(min = 1, max = 64)
          @JsonPropertyDescription("The version that the image must have, such as v1.14.1.")
          @Nullable String version) {}
}
