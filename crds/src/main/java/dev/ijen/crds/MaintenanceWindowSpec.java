package dev.ijen.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When machines may be disrupted: while one of the schedules is open and no exclusion is in force.
 *
 * @param schedules when it opens and for how long
 * @param exclude when it stays closed all the same
 * @param kinds kinds of Rollouts that it is for; none means all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MaintenanceWindowSpec(
    @Required @Size(min = 1, max = 16) List<Schedule> schedules,
    @Size(max = 32) List<Exclusion> exclude,
    @Size(max = 2) @JsonPropertyDescription("Kinds of Rollouts that it is for; none means all.")
        List<RolloutSpec.Kind> kinds) {

  /** Copies the lists; a missing one is empty. */
  public MaintenanceWindowSpec(
      @Nullable List<Schedule> schedules,
      @Nullable List<Exclusion> exclude,
      @Nullable List<RolloutSpec.Kind> kinds) {
    this.schedules = schedules == null ? List.of() : List.copyOf(schedules);
    this.exclude = exclude == null ? List.of() : List.copyOf(exclude);
    this.kinds = kinds == null ? List.of() : List.copyOf(kinds);
  }

  /**
   * A regular opening.
   *
   * @param cron five fields: minute, hour, day of month, month, day of week
   * @param duration how long it is open, at least 10 minutes
   * @param timezone name of the IANA time zone that the fields are meant in
   */
  @ValidationRule(
      value = "duration(self.duration) >= duration('10m')",
      message = "duration must be at least 10m",
      fieldPath = ".duration")
  public record Schedule(
      @Required
          @Size(min = 9, max = 128)
          @Pattern("^[^ ]+( [^ ]+){4}$")
          @JsonPropertyDescription("Minute, hour, day of month, month, day of week.")
          String cron,
      @Required @Pattern(Durations.PATTERN) @Size(min = 2, max = 20) String duration,
      @Default("UTC") @Size(min = 1, max = 64) String timezone) {
    /** Fills in the zone. */
    public Schedule(String cron, String duration, @Nullable String timezone) {
      this.cron = cron;
      this.duration = duration;
      this.timezone = timezone == null ? "UTC" : timezone;
    }
  }

  /**
   * A time in which the window stays closed.
   *
   * @param from RFC 3339
   * @param to RFC 3339
   * @param reason why
   */
  @ValidationRule(
      value = "timestamp(self.from) < timestamp(self.to)",
      message = "from must be before to")
  public record Exclusion(
      @Required @Size(max = 40) String from,
      @Required @Size(max = 40) String to,
      @Required @Size(min = 1, max = 256) String reason) {}
}
