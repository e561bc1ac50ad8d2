package dev.ijen.lab.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * One set of nodes and their control plane. Two checkouts have different instances.
 *
 * @param checkout the source tree
 * @param name what it is for: {@code up}, or a test's name
 * @param folder where it keeps its state
 * @param hash eight hex digits that name its network namespace and interfaces
 */
public record Instance(Path checkout, String name, Path folder, String hash) {
  private static final int HASH_DIGITS = 8;

  /** The instance of that name of a checkout. */
  public static Instance of(Path checkout, String name) {
    Path root = checkout.toAbsolutePath().normalize();
    String hash = hash(name + "\0" + root);
    return new Instance(root, name, stateHome(System.getenv()).resolve(name + "-" + hash), hash);
  }

  /** Where all instances of this user live. */
  public static Path stateHome(Map<String, String> environment) {
    return base(environment, "XDG_STATE_HOME", ".local/state");
  }

  /** Where expensive builds of this user live. */
  public static Path cacheHome(Map<String, String> environment) {
    return base(environment, "XDG_CACHE_HOME", ".cache");
  }

  /** Makes the folder if needed; only its owner may look inside, for it holds keys. */
  public void create() throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
  }

  private static Path base(Map<String, String> environment, String variable, String fallback) {
    String set = environment.getOrDefault(variable, "");
    Path base = set.isBlank() ? Path.of(System.getProperty("user.home"), fallback) : Path.of(set);
    return base.resolve("ijen");
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
