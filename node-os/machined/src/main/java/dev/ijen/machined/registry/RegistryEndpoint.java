package dev.ijen.machined.registry;

import java.net.URI;

/**
 * Where a registry, or a mirror of it, is asked.
 *
 * @param base URL that {@code /<repository>/manifests/…} is appended to, without a slash at its end
 * @param query to append to every URL: tells a mirror which registry is meant; may be empty
 * @param access how it is asked
 * @param plainToo whether it may be asked without TLS when it has none
 */
record RegistryEndpoint(String base, String query, RegistryAccess access, boolean plainToo) {

  /** The URL of something in a repository. */
  URI url(String repository, String rest) {
    return URI.create(base + "/" + repository + "/" + rest + query);
  }

  /** The same without TLS, and so without credentials. */
  RegistryEndpoint plain() {
    return new RegistryEndpoint(
        base.replaceFirst("^https:", "http:"), query, RegistryAccess.PLAIN, false);
  }

  /** Whether whoever listens on the way can read along. */
  boolean isPlain() {
    return base.startsWith("http:");
  }
}
