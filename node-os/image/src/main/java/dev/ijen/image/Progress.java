package dev.ijen.image;

/** Where a build tells a person what it is doing. */
@FunctionalInterface
public interface Progress {
  /** Called before each long step, and for what the person should know; one line, no line end. */
  void say(String line);

  /** Called for what the person must not miss; one line, no line end. */
  default void warn(String line) {
    say("WARNING: " + line);
  }
}
