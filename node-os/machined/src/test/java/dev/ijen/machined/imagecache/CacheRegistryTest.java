package dev.ijen.machined.imagecache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.release.Digest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheRegistryTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String MANIFESTS = "/v2/example/one/manifests/";

  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private LayoutFixture layout;
  private CacheRegistry registry;

  @BeforeEach
  void start() throws IOException {
    layout = LayoutFixture.write(folder);
    registry =
        CacheRegistry.start(
            new ImageCache(folder), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  @AfterEach
  void stop() {
    registry.close();
    client.close();
  }

  @Test
  void aTagOrDigestGivesTheManifestOfItsRegistryAlone() throws Exception {
    for (String reference : new String[] {LayoutFixture.TAG, layout.manifest().toString()}) {
      HttpResponse<String> found = get(MANIFESTS + reference + "?ns=registry.k8s.io");
      assertThat(found.statusCode()).isEqualTo(200);
      assertThat(Digest.of(found.body().getBytes(StandardCharsets.UTF_8)))
          .isEqualTo(layout.manifest());
      assertThat(found.headers().firstValue("docker-content-digest"))
          .contains(layout.manifest().toString());
      assertThat(found.headers().firstValue("content-type"))
          .contains("application/vnd.oci.image.manifest.v1+json");
      assertThat(get(MANIFESTS + reference + "?ns=ghcr.io").statusCode()).isEqualTo(404);
      assertThat(get(MANIFESTS + reference).statusCode()).isEqualTo(404);
    }
    assertThat(get(MANIFESTS + "v9?ns=registry.k8s.io").statusCode()).isEqualTo(404);
  }

  @Test
  void aHeadTellsTheSizeAndSendsNothing() throws Exception {
    HttpResponse<String> found =
        send("HEAD", MANIFESTS + LayoutFixture.TAG + "?ns=registry.k8s.io");
    assertThat(found.statusCode()).isEqualTo(200);
    assertThat(found.body()).isEmpty();
    assertThat(found.headers().firstValueAsLong("content-length"))
        .hasValue(Files.size(layout.blob(layout.manifest())));
  }

  @Test
  void blobsAreServedByTheirDigest() throws Exception {
    assertThat(get("/v2/example/one/blobs/" + layout.layer()).body()).isEqualTo("layer");
    String absent = Digest.of(new byte[0]).toString();
    assertThat(get("/v2/example/one/blobs/" + absent).statusCode()).isEqualTo(404);
  }

  @Test
  void nothingOutsideTheBlobsCanBeRead() throws Exception {
    Files.writeString(folder.resolve("blobs/secret"), "secret");
    for (String path : new String[] {"sha256:../secret", "..%2F..%2Findex.json", "secret"}) {
      assertThat(get("/v2/example/one/blobs/" + path).statusCode()).as(path).isEqualTo(404);
    }
  }

  @Test
  void aDamagedManifestIsNotServed() throws Exception {
    Files.writeString(layout.blob(layout.manifest()), "{}");
    assertThat(get(MANIFESTS + LayoutFixture.TAG + "?ns=registry.k8s.io").statusCode())
        .isEqualTo(404);
  }

  @Test
  void nothingCanBePushed() throws Exception {
    assertThat(send("PUT", MANIFESTS + "v2?ns=registry.k8s.io").statusCode()).isEqualTo(405);
    assertThat(get("/v2/").statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send("GET", path);
  }

  private HttpResponse<String> send(String method, String path) throws Exception {
    var uri = URI.create("http://127.0.0.1:" + registry.address().getPort() + path);
    var request =
        HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody()).timeout(LIMIT).build();
    return client.send(request, BodyHandlers.ofString());
  }
}
