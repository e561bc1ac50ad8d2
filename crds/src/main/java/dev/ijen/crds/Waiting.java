package dev.ijen.crds;

import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/**
 * What something waits for.
 *
 * @param reason one word
 * @param message for people
 */
public record Waiting(
    @Required @Size(max = 64) String reason, @Required @Size(max = 1024) String message) {}
