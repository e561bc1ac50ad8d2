package dev.ijen.machined.imagecache;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client of the registry asks for.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md">OCI
 *     distribution specification</a>
 */
sealed interface CacheRequest {
  /** Whether there is a registry at all. */
  record Ping() implements CacheRequest {}

  /**
   * A manifest.
   *
   * @param repository with its registry
   * @param reference a tag or a digest
   */
  record Manifest(String repository, String reference) implements CacheRequest {}

  /** A blob, whatever the repository. */
  record Blob(String digest) implements CacheRequest {}

  /** What no image cache has. */
  record Unknown() implements CacheRequest {}

  /** Reads a URI; the parameter {@code ns} says which registry containerd takes this one for. */
  static CacheRequest of(URI uri) {
    String path = uri.getPath();
    if (path.equals("/v2/") || path.equals("/v2") || path.equals("/healthz")) {
      return new Ping();
    }
    Matcher parts = Form.PATH.matcher(path);
    if (!parts.matches()) {
      return new Unknown();
    }
    String rest = parts.group("rest");
    if (parts.group("kind").equals("blobs")) {
      return Form.DIGEST.matcher(rest).matches() ? new Blob(rest) : new Unknown();
    }
    return registry(uri)
        .<CacheRequest>map(registry -> new Manifest(registry + "/" + parts.group("name"), rest))
        .orElseGet(Unknown::new);
  }

  private static Optional<String> registry(URI uri) {
    return Optional.ofNullable(uri.getQuery())
        .map(Form.NAMESPACE::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1));
  }

  /** The forms that the specification gives. */
  final class Form {
    private static final Pattern PATH =
        Pattern.compile("/v2/(?<name>.+)/(?<kind>manifests|blobs)/(?<rest>[^/]+)");
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final Pattern NAMESPACE = Pattern.compile("(?:^|&)ns=([^&]+)");

    private Form() {}
  }
}
