package dev.ijen.machined.config;

import java.util.Arrays;
import java.util.Optional;

/** What became of a machine config. */
public enum ConfigEvent {
  /** It came into force for good. */
  APPLIED("applied"),
  /** It came into force on trial, or will with the next start. */
  TRIED("tried"),
  /** Its trial ended in its favour. */
  CONFIRMED("confirmed"),
  /** It was taken back. */
  REVERTED("reverted"),
  /** It will come into force with the next start. */
  STAGED("staged"),
  /** The node started with it. */
  BOOTED("booted");

  private final String text;

  ConfigEvent(String text) {
    this.text = text;
  }

  /** The word of the API. */
  public String text() {
    return text;
  }

  static Optional<ConfigEvent> of(String text) {
    return Arrays.stream(values()).filter(event -> event.text.equals(text)).findFirst();
  }
}
