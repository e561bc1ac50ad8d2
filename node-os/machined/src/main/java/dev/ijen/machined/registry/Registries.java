package dev.ijen.machined.registry;

import dev.ijen.config.Document;
import dev.ijen.config.MachineConfig;
import dev.ijen.pki.PemKeyPair;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the machine config says of registries: {@code machine.registries} or the documents {@code
 * RegistryMirrorConfig}, {@code RegistryAuthConfig} and {@code RegistryTLSConfig}.
 *
 * <p>A node without a config has no mirrors to name a registry without TLS: there one with a port
 * of its own may speak plain HTTP. Releases are protected by their signature, not by the way they
 * come.
 *
 * @param config empty in maintenance mode
 */
public record Registries(Optional<MachineConfig> config) {
  private static final String ANY = "*";
  private static final Map<String, String> HOSTS = Map.of("docker.io", "registry-1.docker.io");

  /** A mirror as the config has it. */
  record Mirror(String url, boolean overridePath) {}

  /** Where to ask for images of a registry, in order: its mirrors, then itself. */
  List<RegistryEndpoint> endpoints(String registry) {
    var endpoints = new ArrayList<RegistryEndpoint>();
    for (Mirror mirror : mirrors(registry)) {
      String base = mirror.overridePath ? trimmed(mirror.url) : versioned(trimmed(mirror.url));
      endpoints.add(new RegistryEndpoint(base, "?ns=" + registry, access(host(base)), false));
    }
    if (endpoints.isEmpty() || !skipsFallback(registry)) {
      String host = server(registry);
      endpoints.add(
          new RegistryEndpoint("https://" + host + "/v2", "", access(registry), mayBePlain(host)));
    }
    return List.copyOf(endpoints);
  }

  /** Where a registry listens, which for Docker Hub is not its name. */
  static String server(String registry) {
    return HOSTS.getOrDefault(registry, registry);
  }

  /** A registry without a port of its own listens where TLS is spoken. */
  private boolean mayBePlain(String host) {
    return config.isEmpty() && host.indexOf(':') >= 0;
  }

  List<Mirror> mirrors(String registry) {
    if (config.isEmpty()) {
      return List.of();
    }
    Optional<Document> document = document("RegistryMirrorConfig", registry);
    if (document.isPresent()) {
      return document.get().list("endpoints").stream().map(Registries::mirror).toList();
    }
    Map<?, ?> classic = classic("machine.registries.mirrors", registry);
    boolean overridePath = Boolean.TRUE.equals(classic.get("overridePath"));
    return texts(classic.get("endpoints")).map(url -> new Mirror(url, overridePath)).toList();
  }

  /** Whether the registry itself is not asked after its mirrors. */
  boolean skipsFallback(String registry) {
    return document("RegistryMirrorConfig", registry)
        .flatMap(document -> document.bool("skipFallback"))
        .orElseGet(
            () ->
                Boolean.TRUE.equals(
                    classic("machine.registries.mirrors", registry).get("skipFallback")));
  }

  private RegistryAccess access(String host) {
    Optional<Document> tls = named("RegistryTLSConfig", host);
    Optional<Document> auth = named("RegistryAuthConfig", host);
    Map<?, ?> classic = map(map(value("machine.registries.config")).get(host));
    Map<?, ?> tlsFields = tls.isPresent() ? tls.get().content() : map(classic.get("tls"));
    Map<?, ?> authFields = auth.isPresent() ? auth.get().content() : map(classic.get("auth"));
    return new RegistryAccess(
        text(tlsFields, "ca").map(Registries::pem),
        client(map(tlsFields.get("clientIdentity"))),
        Boolean.TRUE.equals(tlsFields.get("insecureSkipVerify")),
        login(authFields));
  }

  private static Optional<String> login(Map<?, ?> auth) {
    if (auth.containsKey("auth")) {
      return text(auth, "auth");
    }
    if (auth.containsKey("identityToken")) {
      return text(auth, "identityToken").map(token -> RegistryAccess.login("<token>", token));
    }
    return text(auth, "username")
        .map(user -> RegistryAccess.login(user, text(auth, "password").orElse("")));
  }

  private static Optional<PemKeyPair> client(Map<?, ?> identity) {
    Optional<String> key = text(identity, "key").map(Registries::pem);
    return text(identity, "crt")
        .map(Registries::pem)
        .flatMap(certificate -> key.map(present -> new PemKeyPair(certificate, present)));
  }

  private Optional<Document> document(String kind, String registry) {
    return named(kind, registry).or(() -> named(kind, ANY));
  }

  private Optional<Document> named(String kind, String name) {
    return config.flatMap(present -> present.document(kind, name));
  }

  private Map<?, ?> classic(String path, String registry) {
    Map<String, Object> all = value(path);
    return map(all.containsKey(registry) ? all.get(registry) : all.get(ANY));
  }

  private Map<String, Object> value(String path) {
    return config.map(present -> present.map(path)).orElse(Map.of());
  }

  private static Mirror mirror(Object endpoint) {
    Map<?, ?> fields = map(endpoint);
    return new Mirror(
        text(fields, "url").orElse(""), Boolean.TRUE.equals(fields.get("overridePath")));
  }

  private static String versioned(String url) {
    return url.endsWith("/v2") ? url : url + "/v2";
  }

  private static String trimmed(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  private static String host(String url) {
    int start = url.indexOf("://") + 3;
    int slash = url.indexOf('/', start);
    return slash < 0 ? url.substring(start) : url.substring(start, slash);
  }

  /** PEM, or PEM in base64 as the classic form has it. */
  private static String pem(String text) {
    return text.contains("-----BEGIN ")
        ? text
        : new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8);
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static Optional<String> text(Map<?, ?> fields, String name) {
    return Optional.ofNullable(fields.get(name)).map(Object::toString).filter(s -> !s.isEmpty());
  }

  private static Stream<String> texts(@Nullable Object value) {
    return value instanceof List<?> list ? list.stream().map(String::valueOf) : Stream.of();
  }
}
