package dev.ijen.image;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an image is built from.
 *
 * @param libJars the run-time class path of the node's program
 * @param parts folder with the programs built from {@code node-os/parts}; those that the node needs
 *     are taken
 * @param javaHome the JDK whose modules become the node's runtime
 * @param cache the project's cache folder
 * @param version what {@code /etc/os-release} says
 * @param mainClass the node's program; the role is its argument, {@code train} runs all roles once
 *     and ends
 * @param signingKey file with the key that signs the release and that nodes of the image trust; it
 *     is made when it is missing
 */
public record ImageRequest(
    List<Path> libJars,
    Path parts,
    Path javaHome,
    Path cache,
    String version,
    String mainClass,
    Path signingKey) {
  /** The node's program: one main class, a role as its argument. */
  public static final String NODE = "dev.ijen.node.Node";

  public ImageRequest {
    libJars = List.copyOf(libJars);
    if (libJars.isEmpty()) {
      throw new IllegalArgumentException("no jars for the image's class path");
    }
  }

  /** The node's program in the usual folders, with the JDK that runs this. */
  public static ImageRequest of(List<Path> libJars, Path parts, String version) {
    return new ImageRequest(
        libJars,
        parts,
        Path.of(System.getProperty("java.home")),
        defaultCache(),
        version,
        NODE,
        defaultSigningKey());
  }

  /** The same with another cache. */
  public ImageRequest withCache(Path other) {
    return new ImageRequest(libJars, parts, javaHome, other, version, mainClass, signingKey);
  }

  /** {@code ${XDG_CACHE_HOME:-~/.cache}/ijen}, by the XDG Base Directory Specification. */
  public static Path defaultCache() {
    return folder("XDG_CACHE_HOME", ".cache");
  }

  /**
   * {@code keys/release.pem} below {@code ${XDG_DATA_HOME:-~/.local/share}/ijen}: a key of this
   * user, in no checkout and in no cache.
   */
  public static Path defaultSigningKey() {
    return folder("XDG_DATA_HOME", ".local/share").resolve("keys/release.pem");
  }

  private static Path folder(String variable, String fallback) {
    return folder(System.getenv(), variable, Path.of(System.getProperty("user.home"), fallback));
  }

  static Path folder(Map<String, String> environment, String variable, Path fallback) {
    return Optional.ofNullable(environment.get(variable))
        .filter(value -> value.startsWith("/"))
        .map(Path::of)
        .orElse(fallback)
        .resolve("ijen");
  }
}
