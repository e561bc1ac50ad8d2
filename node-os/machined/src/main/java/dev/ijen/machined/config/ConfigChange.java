package dev.ijen.machined.config;

/**
 * What became of a trial, or of a config that was to be undone.
 *
 * @param message in words
 * @param afterAnswer what may cut the caller off, to be run once the answer is sent
 */
public record ConfigChange(String message, Runnable afterAnswer) {
  static ConfigChange none(String message) {
    return new ConfigChange(message, () -> {});
  }
}
