package dev.ijen.release;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an image is: {@code registry/repository[:tag][@digest]}. A digest decides, whatever the tag
 * says; neither means the tag {@code latest}.
 *
 * @param registry host and port; a first part without dot, colon or {@code localhost} is none, and
 *     {@code docker.io} is meant
 * @param repository the path inside the registry
 * @param tag absent when there is a digest
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md">OCI
 *     distribution specification</a>
 */
public record ImageReference(
    String registry, String repository, Optional<String> tag, Optional<Digest> digest) {
  private static final String DEFAULT_REGISTRY = "docker.io";
  private static final Pattern REPOSITORY =
      Pattern.compile(
          "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*");
  private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");
  private static final Pattern FORM = Pattern.compile("([^@]+?)(?::([^:/@]+))?(?:@(.+))?");
  private static final Pattern REGISTRY =
      Pattern.compile("(?:[a-zA-Z0-9.-]+|\\[[0-9a-fA-F:]+\\])(?::\\d{1,5})?");

  /**
   * Reads a reference.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static ImageReference parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("not an image reference: " + text);
    }
    String name = form.group(1);
    int slash = name.indexOf('/');
    boolean named = slash > 0 && isRegistry(name.substring(0, slash));
    String registry = named ? name.substring(0, slash) : DEFAULT_REGISTRY;
    String repository = named ? name.substring(slash + 1) : name;
    Optional<Digest> digest = Optional.ofNullable(form.group(3)).map(Digest::parse);
    String tag = form.group(2) == null ? "latest" : form.group(2);
    if (!REGISTRY.matcher(registry).matches()
        || !REPOSITORY.matcher(repository).matches()
        || !TAG.matcher(tag).matches()) {
      throw new IllegalArgumentException("not an image reference: " + text);
    }
    return new ImageReference(
        registry, repository, digest.isPresent() ? Optional.empty() : Optional.of(tag), digest);
  }

  /** The tag or digest, as the path of a manifest ends. */
  public String version() {
    return digest.map(Digest::toString).or(() -> tag).orElse("latest");
  }

  /** The same image by its digest. */
  public ImageReference at(Digest digest) {
    return new ImageReference(registry, repository, Optional.empty(), Optional.of(digest));
  }

  private static boolean isRegistry(String first) {
    return first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost");
  }

  @Override
  public String toString() {
    return registry + "/" + repository + (digest.isPresent() ? "@" : ":") + version();
  }
}
