package dev.ijen.image.root;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The security providers of the node's runtime. For a provider that the runtime image lacks, the
 * JDK asks every provider on the class path for its name, and so loads all of them.
 */
final class SecurityProviders {
  private static final Pattern PROVIDER = Pattern.compile("security\\.provider\\.\\d+=(.*)");
  private static final Set<String> USED = Set.of("SUN", "SunRsaSign", "SunEC", "SunJSSE", "SunJCE");

  private SecurityProviders() {}

  /**
   * Keeps those that a node uses; in the JDK's file they come first, so the numbers stay in order.
   *
   * @param properties {@code java.security}
   */
  static void restrict(Path properties) throws IOException {
    List<String> kept =
        Files.readAllLines(properties).stream().filter(SecurityProviders::isKept).toList();
    Files.write(properties, kept);
  }

  static boolean isKept(String line) {
    Matcher provider = PROVIDER.matcher(line);
    return !provider.matches() || USED.contains(provider.group(1).strip());
  }
}
