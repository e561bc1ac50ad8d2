package dev.ijen.operator.sim;

import java.util.Locale;

/**
 * A release. How it behaves is written in its digest.
 *
 * @param digest {@code sha256:<behaviour>-<number>}
 */
record SimRelease(String digest) {
  enum Behaviour {
    GOOD,
    /** Never comes up: the loader goes back. */
    PANIC,
    /** Comes up and is never well. */
    SICK,
    /** The node cannot write it. */
    UNSIGNED
  }

  static SimRelease of(Behaviour behaviour, int number) {
    return new SimRelease(
        "sha256:%s-%d".formatted(behaviour.name().toLowerCase(Locale.ROOT), number));
  }

  String image() {
    return "registry.example/ijen@" + digest;
  }

  static SimRelease ofImage(String image) {
    return new SimRelease(image.substring(image.indexOf('@') + 1));
  }

  Behaviour behaviour() {
    String word = digest.substring("sha256:".length(), digest.lastIndexOf('-'));
    return Behaviour.valueOf(word.toUpperCase(Locale.ROOT));
  }

  String version() {
    return "v1.14." + digest.substring(digest.lastIndexOf('-') + 1);
  }
}
