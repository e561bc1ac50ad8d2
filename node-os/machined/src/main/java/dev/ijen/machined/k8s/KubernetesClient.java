package dev.ijen.machined.k8s;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.ijen.machined.secrets.Kubeconfig;
import dev.ijen.pki.Certificates;
import dev.ijen.pki.KeyPem;
import dev.ijen.pki.PemKeyPair;
import dev.ijen.pki.PkiException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A user of a Kubernetes API with a client certificate. For one thread.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/api-concepts/">Kubernetes API
 *     concepts</a>
 */
final class KubernetesClient implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(15);
  private static final String MANAGER = "talos";
  private static final int NOT_FOUND = 404;

  private final String server;
  private final HttpClient http;
  private final Map<String, JsonObject> groups = new HashMap<>();

  /**
   * Connects when it is first used.
   *
   * @param server URL
   * @param authorities that the server may be from, as PEM
   * @throws PkiException when certificates or the key cannot be read
   */
  KubernetesClient(String server, String authorities, PemKeyPair user) throws PkiException {
    this.server = server;
    this.http =
        HttpClient.newBuilder()
            .sslContext(tls(authorities, user))
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();
  }

  /**
   * A client with what a kubeconfig says.
   *
   * @throws PkiException when it has no client certificate that can be read
   */
  static KubernetesClient of(Kubeconfig kubeconfig) throws PkiException {
    return switch (kubeconfig.credentials()) {
      case Kubeconfig.Certificate(PemKeyPair pair) ->
          new KubernetesClient(kubeconfig.server(), kubeconfig.authorities(), pair);
      case Kubeconfig.Token _ -> throw new PkiException("a kubeconfig without a certificate");
    };
  }

  /**
   * An object, if there is one.
   *
   * @param path as {@code /api/v1/nodes/one}
   */
  Optional<JsonObject> find(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = send(request(path).GET());
    return answer.statusCode() == NOT_FOUND
        ? Optional.empty()
        : Optional.of(content("get " + path, answer));
  }

  /** Brings an object to what is given, by server-side apply. */
  void apply(JsonObject object) throws IOException, InterruptedException {
    String path = path(object);
    HttpResponse<String> answer =
        send(
            request(path + "?force=true&fieldManager=" + MANAGER)
                .header("Content-Type", "application/apply-patch+yaml")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(object.toString())));
    content("apply " + path, answer);
  }

  @Override
  public void close() {
    http.close();
  }

  /** Where an object is, by what the server says of its kind. */
  private String path(JsonObject object) throws IOException, InterruptedException {
    String version = object.get("apiVersion").getAsString();
    String base = version.contains("/") ? "/apis/" + version : "/api/" + version;
    String kind = object.get("kind").getAsString();
    JsonObject metadata = object.getAsJsonObject("metadata");
    JsonObject resource = resource(base, kind);
    String namespace =
        resource.get("namespaced").getAsBoolean()
            ? "/namespaces/" + metadata.get("namespace").getAsString()
            : "";
    return base
        + namespace
        + "/"
        + resource.get("name").getAsString()
        + "/"
        + metadata.get("name").getAsString();
  }

  private JsonObject resource(String base, String kind) throws IOException, InterruptedException {
    JsonObject group = groups.get(base);
    if (group == null) {
      group = find(base).orElseThrow(() -> new IOException(server + " does not serve " + base));
      groups.put(base, group);
    }
    for (JsonElement each : group.getAsJsonArray("resources")) {
      JsonObject resource = each.getAsJsonObject();
      boolean whole = resource.get("name").getAsString().indexOf('/') < 0;
      if (whole && resource.get("kind").getAsString().equals(kind)) {
        return resource;
      }
    }
    throw new IOException(server + base + " has no kind " + kind);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server + path))
        .timeout(LIMIT)
        .header("Accept", "application/json");
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  /** What an answer says of a failure is kept, as it names the reason and no secret. */
  private static JsonObject content(String operation, HttpResponse<String> answer)
      throws IOException {
    JsonObject json = new JsonObject();
    if (answer.body().startsWith("{")) {
      json = JsonParser.parseString(answer.body()).getAsJsonObject();
    }
    if (answer.statusCode() >= 300) {
      String message = json.has("message") ? ": " + json.get("message").getAsString() : "";
      throw new IOException(operation + ": status " + answer.statusCode() + message);
    }
    return json;
  }

  private static SSLContext tls(String authorities, PemKeyPair user) throws PkiException {
    try {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      List<X509Certificate> trusted = Certificates.read(authorities);
      for (int i = 0; i < trusted.size(); i++) {
        store.setCertificateEntry("authority-" + i, trusted.get(i));
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      store.setKeyEntry(
          "user",
          KeyPem.read(user.key()),
          new char[0],
          Certificates.read(user.certificate()).toArray(Certificate[]::new));
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, new char[0]);
      var context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new PkiException("set up TLS with a client certificate", e);
    }
  }
}
