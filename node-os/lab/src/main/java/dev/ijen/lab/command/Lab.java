package dev.ijen.lab.command;

import dev.ijen.lab.host.Instance;
import java.nio.file.Files;
import java.nio.file.Path;

/** What every command starts from: this checkout and its instance. */
final class Lab {
  private Lab() {}

  /** The source tree that {@code ./ijen} lies in. */
  static Path checkout() {
    Path root = Path.of(System.getProperty("ijen.checkout", ""));
    if (!Files.isRegularFile(root.resolve("mvnw"))) {
      throw new IllegalStateException("run ./ijen of a checkout; -Dijen.checkout is " + root);
    }
    return root;
  }

  /** The instance of {@code ./ijen up} and {@code boot}. */
  static Instance instance() {
    return Instance.of(checkout(), "up");
  }

  static Path cache() {
    return Instance.cacheHome(System.getenv());
  }

  static Console console() {
    return new Console(System.err);
  }
}
