package dev.ijen.machined.registry;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a registry wants to be shown, from its header {@code WWW-Authenticate}.
 *
 * @param scheme in lower case, such as {@code bearer}
 * @see <a href="https://distribution.github.io/distribution/spec/auth/token/">token authentication
 *     of registries</a>
 */
record Challenge(String scheme, Map<String, String> parameters) {
  private static final Pattern PARAMETER =
      Pattern.compile("([A-Za-z]+)=(?:\"([^\"]*)\"|([^,\\s]+))");

  static Challenge parse(String header) {
    int space = header.indexOf(' ');
    String scheme = space < 0 ? header : header.substring(0, space);
    var parameters = new LinkedHashMap<String, String>();
    Matcher matcher = PARAMETER.matcher(space < 0 ? "" : header.substring(space));
    while (matcher.find()) {
      String quoted = matcher.group(2);
      parameters.put(
          matcher.group(1).toLowerCase(Locale.ROOT), quoted == null ? matcher.group(3) : quoted);
    }
    return new Challenge(scheme.toLowerCase(Locale.ROOT), Map.copyOf(parameters));
  }

  /** Where a token is to be had; empty when the registry wants something else, or says nonsense. */
  Optional<URI> tokenUrl(String repository) {
    String realm = parameters.get("realm");
    if (!scheme.equals("bearer") || realm == null) {
      return Optional.empty();
    }
    var query = new StringBuilder(realm.indexOf('?') < 0 ? "?" : "&");
    query
        .append("scope=")
        .append(encoded(parameters.getOrDefault("scope", "repository:" + repository + ":pull")));
    String service = parameters.get("service");
    if (service != null) {
      query.append("&service=").append(encoded(service));
    }
    try {
      return Optional.of(URI.create(realm + query));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
