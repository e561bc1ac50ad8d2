package dev.ijen.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stop that a person ordered: no new machine is disrupted while it lasts.
 *
 * @param reason why, for others who meet it
 * @param until RFC 3339, when it ends by itself; without it when it is removed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Hold(
    @Required @Size(min = 1, max = 512) @JsonPropertyDescription("Why, for others who meet it.")
        String reason,
    @Size(max = 40) @JsonPropertyDescription("When it ends by itself.") @Nullable String until) {

  /** Whether it is in force. */
  public boolean holds(Instant now) {
    return until == null || now.isBefore(Instant.parse(until));
  }
}
