package dev.ijen.lab.registry;

import dev.ijen.release.Blob;
import dev.ijen.release.Digest;
import dev.ijen.release.OciImage;
import dev.ijen.release.OciLayout;
import dev.ijen.release.ReleaseException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Uploads OCI layouts to a registry without TLS and logins.
 *
 * @param host address and port
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md#push">OCI
 *     distribution specification, push</a>
 */
record RegistryPush(String host, String repository) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Whether there is a registry. */
  boolean answers() {
    try {
      return request("GET", URI.create("http://" + host + "/v2/")).getResponseCode() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  /** Uploads what the registry lacks of the image, and gives it a tag. */
  void push(OciLayout layout, String tag) throws IOException, ReleaseException {
    OciImage image = layout.image();
    List<Blob> blobs = new ArrayList<>(image.layers().values());
    blobs.add(image.config());
    for (Blob blob : blobs) {
      if (request("HEAD", url("blobs/" + blob.digest())).getResponseCode() != 200) {
        upload(blob.digest(), layout.blob(blob.digest()));
      }
    }
    Path manifest = layout.blob(layout.digest());
    send(url("manifests/" + tag), manifest, OciImage.MANIFEST_TYPE);
  }

  private void upload(Digest digest, Path file) throws IOException {
    HttpURLConnection begun = request("POST", url("blobs/uploads/"));
    begun.setDoOutput(true);
    begun.setFixedLengthStreamingMode(0);
    begun.getOutputStream().close();
    if (begun.getResponseCode() != 202) {
      throw new IOException("begin upload to " + host + ": status " + begun.getResponseCode());
    }
    String place = begun.getHeaderField("Location");
    String separator = place.indexOf('?') < 0 ? "?" : "&";
    URI target = url("").resolve(place + separator + "digest=" + digest);
    send(target, file, "application/octet-stream");
  }

  private void send(URI url, Path file, String type) throws IOException {
    HttpURLConnection connection = request("PUT", url);
    connection.setDoOutput(true);
    connection.setRequestProperty("Content-Type", type);
    connection.setFixedLengthStreamingMode(Files.size(file));
    try (var out = connection.getOutputStream()) {
      Files.copy(file, out);
    }
    if (connection.getResponseCode() != 201) {
      throw new IOException(
          "upload %s to %s: status %d".formatted(file, url, connection.getResponseCode()));
    }
  }

  private URI url(String rest) {
    return URI.create("http://" + host + "/v2/" + repository + "/" + rest);
  }

  private static HttpURLConnection request(String method, URI url) throws IOException {
    var connection = (HttpURLConnection) url.toURL().openConnection();
    connection.setRequestMethod(method);
    connection.setConnectTimeout((int) PATIENCE.toMillis());
    connection.setReadTimeout((int) PATIENCE.toMillis());
    return connection;
  }
}
