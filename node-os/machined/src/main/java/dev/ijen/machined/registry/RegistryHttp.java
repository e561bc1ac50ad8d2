package dev.ijen.machined.registry;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.ijen.machined.registry.RegistryException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;

/**
 * Single requests to one endpoint of a registry: shows what the registry wants to be shown, and
 * follows it to where it keeps its blobs. A token is kept for the requests to come. For one thread.
 */
final class RegistryHttp {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration READ = Duration.ofSeconds(30);

  /** A server without TLS may wait for ever for the end of what it takes for a line. */
  private static final Duration READ_IF_TLS = Duration.ofSeconds(5);

  private static final int REDIRECTS = 5;
  private static final int TOKEN_BYTES = 1 << 20;

  private final RegistryEndpoint endpoint;
  private final String repository;
  private Optional<String> authorization;

  RegistryHttp(RegistryEndpoint endpoint, String repository) {
    this.endpoint = endpoint;
    this.repository = repository;
    this.authorization =
        endpoint.isPlain()
            ? Optional.empty()
            : endpoint.access().login().map(login -> "Basic " + login);
  }

  /**
   * Asks; the answer is closed by the caller.
   *
   * @param rest path inside the repository
   * @throws RegistryException {@code NOT_FOUND} for 403 and 404, {@code UNREACHABLE} for any other
   *     status than 200 and 206
   * @throws IOException when nobody answers
   */
  HttpURLConnection request(String method, String rest, Map<String, String> headers)
      throws IOException {
    URI url = endpoint.url(repository, rest);
    HttpURLConnection answer = follow(method, url, headers);
    if (answer.getResponseCode() == HttpURLConnection.HTTP_UNAUTHORIZED) {
      Optional<String> challenge = Optional.ofNullable(answer.getHeaderField("WWW-Authenticate"));
      answer.disconnect();
      authorization = authorization(challenge.map(Challenge::parse));
      answer = follow(method, url, headers);
    }
    int status = answer.getResponseCode();
    if (status == HttpURLConnection.HTTP_OK || status == HttpURLConnection.HTTP_PARTIAL) {
      return answer;
    }
    answer.disconnect();
    throw new RegistryException(reason(status), "%s answers %d".formatted(url, status));
  }

  private static Reason reason(int status) {
    return switch (status) {
      case HttpURLConnection.HTTP_UNAUTHORIZED,
          HttpURLConnection.HTTP_FORBIDDEN,
          HttpURLConnection.HTTP_NOT_FOUND ->
          Reason.NOT_FOUND;
      default -> Reason.UNREACHABLE;
    };
  }

  private Optional<String> authorization(Optional<Challenge> challenge) throws IOException {
    Optional<URI> url = challenge.flatMap(one -> one.tokenUrl(repository));
    if (url.isEmpty()) {
      return authorization;
    }
    var headers = new LinkedHashMap<String, String>();
    if (url.get().getScheme().equals("https")) {
      endpoint.access().login().ifPresent(login -> headers.put("Authorization", "Basic " + login));
    }
    HttpURLConnection answer = open("GET", url.get(), headers);
    try (InputStream in = answer.getInputStream()) {
      byte[] body = in.readNBytes(TOKEN_BYTES);
      JsonObject json =
          JsonParser.parseString(new String(body, StandardCharsets.UTF_8)).getAsJsonObject();
      JsonElement token = json.has("token") ? json.get("token") : json.get("access_token");
      return Optional.ofNullable(token).map(text -> "Bearer " + text.getAsString());
    } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
      throw new RegistryException(
          Reason.UNREACHABLE, "token of " + url.get().getHost() + ": not what was expected", e);
    }
  }

  /** Credentials go to the registry alone, not to where it sends us. */
  private HttpURLConnection follow(String method, URI from, Map<String, String> headers)
      throws IOException {
    URI url = from;
    for (int i = 0; i <= REDIRECTS; i++) {
      var all = new LinkedHashMap<>(headers);
      if (Objects.equals(url.getAuthority(), from.getAuthority())
          && Objects.equals(url.getScheme(), from.getScheme())) {
        authorization.ifPresent(present -> all.put("Authorization", present));
      }
      HttpURLConnection answer = open(method, url, all);
      int status = answer.getResponseCode();
      if (status < 300 || status >= 400) {
        return answer;
      }
      url = target(url, answer);
    }
    throw new RegistryException(Reason.UNREACHABLE, from + " leads nowhere: too many redirects");
  }

  private static URI target(URI from, HttpURLConnection answer) throws IOException {
    String location = answer.getHeaderField("Location");
    answer.disconnect();
    if (location == null) {
      throw new RegistryException(Reason.UNREACHABLE, from + " answers a redirect to nowhere");
    }
    try {
      return from.resolve(new URI(location));
    } catch (URISyntaxException e) {
      throw new RegistryException(Reason.UNREACHABLE, from + " redirects to no URL", e);
    }
  }

  private HttpURLConnection open(String method, URI url, Map<String, String> headers)
      throws IOException {
    var connection = (HttpURLConnection) url.toURL().openConnection();
    if (connection instanceof HttpsURLConnection https && endpoint.access().ownTls()) {
      https.setSSLSocketFactory(RegistryTls.sockets(endpoint.access()));
      if (endpoint.access().anyCertificate()) {
        https.setHostnameVerifier((_, _) -> true);
      }
    }
    connection.setRequestMethod(method);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setConnectTimeout((int) CONNECT.toMillis());
    Duration read = endpoint.plainToo() ? READ_IF_TLS : READ;
    connection.setReadTimeout((int) read.toMillis());
    headers.forEach(connection::setRequestProperty);
    return connection;
  }
}
