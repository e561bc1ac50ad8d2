package dev.ijen.ctl;

import dev.ijen.config.ProductVersion;
import java.util.Locale;

/** What this program is. */
final class ClientVersion {
  /** The level of the machine API that this client speaks, as a version that nodes compare. */
  static final String TAG = ProductVersion.tag();

  private ClientVersion() {}

  /** Operating system and architecture in Go's words, as nodes print theirs. */
  static String platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch");
    return os + "/" + ("aarch64".equals(arch) ? "arm64" : arch);
  }
}
