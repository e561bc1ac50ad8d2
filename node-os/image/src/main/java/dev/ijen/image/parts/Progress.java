package dev.ijen.image.parts;

/** Where a long step tells how far it is. Called from any thread, up to a few times a second. */
@FunctionalInterface
public interface Progress {
  /**
   * Tells what is going on now.
   *
   * @param what one short line without a line end
   */
  void report(String what);
}
