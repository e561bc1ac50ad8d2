package dev.ijen.machined.network;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Tries all of several things, so that one that fails holds back none of the others. */
final class Attempts {
  private @Nullable IOException failure;

  /** A thing to try. */
  interface Attempt {
    void run() throws IOException;
  }

  /** Tries a thing. */
  void run(Attempt attempt) {
    try {
      attempt.run();
    } catch (IOException e) {
      if (failure == null) {
        failure = e;
      } else {
        failure.addSuppressed(e);
      }
    }
  }

  /** Throws the first failure, with the others suppressed in it. */
  void finish() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }
}
