package dev.ijen.machined.imagecache;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.ijen.release.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The image cache of a node: a folder with an OCI layout whose index names each image by the
 * annotation {@code io.containerd.image.name}. Nothing in it changes while the node runs.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/image-layout.md">OCI image
 *     layout</a>
 */
public record ImageCache(Path folder) {
  private static final Logger log = LoggerFactory.getLogger(ImageCache.class);
  private static final String NAME = "io.containerd.image.name";
  private static final String DIGEST_PREFIX = "sha256:";
  private static final String BLOB_TYPE = "application/octet-stream";

  /**
   * Something to send.
   *
   * @param type media type
   */
  record Content(Path file, String type, Digest digest) {}

  /** Whether there is one. */
  public boolean isPresent() {
    return Files.isRegularFile(index());
  }

  /**
   * The manifest of an image, when its bytes are those that the cache was made with.
   *
   * @param repository with its registry, as {@code registry.k8s.io/etcd}
   * @param reference a tag or a digest
   * @throws IOException when the cache cannot be read
   */
  Optional<Content> manifest(String repository, String reference) throws IOException {
    for (JsonElement each : manifests()) {
      JsonObject entry = each.getAsJsonObject();
      String name = name(entry);
      String digest = entry.get("digest").getAsString();
      boolean wanted =
          reference.startsWith(DIGEST_PREFIX)
              ? digest.equals(reference) && name.startsWith(repository + ":")
              : name.equals(repository + ":" + reference);
      if (wanted) {
        return verified(
            new Content(file(digest), entry.get("mediaType").getAsString(), of(digest)));
      }
    }
    return Optional.empty();
  }

  /** A layer or an image config. Who asks for it verifies it: it comes in pieces. */
  Optional<Content> blob(String digest) throws IOException {
    Path file = file(digest);
    return Files.isRegularFile(file)
        ? Optional.of(new Content(file, BLOB_TYPE, of(digest)))
        : Optional.empty();
  }

  private static Optional<Content> verified(Content content) throws IOException {
    Digest found = Digest.ofFile(content.file());
    if (found.equals(content.digest())) {
      return Optional.of(content);
    }
    log.atError()
        .addKeyValue("file", content.file())
        .addKeyValue("digest", found)
        .log("image cache is damaged");
    return Optional.empty();
  }

  private JsonArray manifests() throws IOException {
    try {
      JsonElement json = JsonParser.parseString(Files.readString(index()));
      return json.getAsJsonObject().getAsJsonArray("manifests");
    } catch (JsonParseException | IllegalStateException e) {
      throw new IOException("read " + index() + ": no index of an OCI layout", e);
    }
  }

  private static String name(JsonObject entry) {
    JsonObject annotations = entry.getAsJsonObject("annotations");
    return annotations != null && annotations.has(NAME) ? annotations.get(NAME).getAsString() : "";
  }

  private Path index() {
    return folder.resolve("index.json");
  }

  private Path file(String digest) throws IOException {
    return folder.resolve("blobs/sha256").resolve(of(digest).hex());
  }

  private static Digest of(String digest) throws IOException {
    try {
      return Digest.parse(digest);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
