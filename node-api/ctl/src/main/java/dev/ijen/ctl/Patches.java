package dev.ijen.ctl;

import dev.ijen.config.ConfigException;
import dev.ijen.config.MachineConfig;
import java.io.IOException;
import java.util.List;

/** Applies patches that the user gives as text or {@code @file}. */
final class Patches {
  private Patches() {}

  /** The config after all patches; the very text that came in when there are none. */
  static String apply(String config, List<String> patches) throws UsageException, IOException {
    if (patches.isEmpty()) {
      return config;
    }
    try {
      return apply(MachineConfig.decode(config), patches).encode();
    } catch (ConfigException e) {
      throw new UsageException(e);
    }
  }

  /** The config after all patches, in order. */
  static MachineConfig apply(MachineConfig config, List<String> patches)
      throws IOException, ConfigException {
    MachineConfig patched = config;
    for (String patch : patches) {
      String text = Files.readArgument(patch);
      patched = isJsonPatch(text) ? patched.patchJson(text) : patched.patch(text);
    }
    return patched;
  }

  /** A list of operations (RFC 6902); a strategic merge patch is a mapping. */
  private static boolean isJsonPatch(String text) {
    String start = text.stripLeading();
    return start.startsWith("[") || start.startsWith("- ");
  }
}
