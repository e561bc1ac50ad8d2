package dev.ijen.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * A condition as Kubernetes and kstatus know it.
 *
 * @param type unique in its list
 * @param status whether it holds
 * @param reason one word in CamelCase, stable, for programs
 * @param message for people; may be empty
 * @param lastTransitionTime RFC 3339, when {@code status} changed last
 * @param observedGeneration generation of the spec it speaks of
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Condition(
    @Required @Size(min = 1, max = 316) String type,
    @Required Status status,
    @Required @Size(min = 1, max = 1024) String reason,
    @Required @Size(max = 32768) String message,
    @Required @Size(min = 20, max = 40) String lastTransitionTime,
    @Nullable Long observedGeneration) {

  /** Whether a condition holds. */
  public enum Status {
    /** It holds. */
    @JsonProperty("True")
    TRUE,
    /** It does not. */
    @JsonProperty("False")
    FALSE,
    /** Not known. */
    @JsonProperty("Unknown")
    UNKNOWN
  }
}
