package dev.ijen.image.oci;

import com.github.luben.zstd.ZstdOutputStream;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.ijen.release.Blob;
import dev.ijen.release.Digest;
import dev.ijen.release.OciImage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes container images into one OCI layout. A layer that several images share is written once.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/image-layout.md">OCI image
 *     layout</a>
 */
final class LayoutWriter {
  private static final String NAME = "io.containerd.image.name";
  private static final String CONFIG_TYPE = "application/vnd.oci.image.config.v1+json";
  private static final String LAYER_TYPE = "application/vnd.oci.image.layer.v1.tar+zstd";
  private static final int LEVEL = 9;
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path folder;
  private final Path blobs;
  private final Map<Layer, Written> layers = new HashMap<>();
  private final JsonArray manifests = new JsonArray();

  /** A layer in the layout: its digest before compression, and the blob. */
  private record Written(Digest plain, Blob blob) {}

  LayoutWriter(Path folder) throws IOException {
    this.folder = folder;
    this.blobs = Files.createDirectories(folder.resolve("blobs/sha256"));
  }

  /** Adds an image. */
  void add(ContainerImage image) throws IOException {
    var ids = new ArrayList<String>();
    var descriptors = new JsonArray();
    for (Layer layer : image.layers()) {
      Written written = write(layer);
      ids.add(written.plain().toString());
      descriptors.add(OciImage.descriptor(LAYER_TYPE, written.blob()));
    }
    var manifest = new JsonObject();
    manifest.addProperty("schemaVersion", 2);
    manifest.addProperty("mediaType", OciImage.MANIFEST_TYPE);
    manifest.add("config", OciImage.descriptor(CONFIG_TYPE, put(image.config(List.copyOf(ids)))));
    manifest.add("layers", descriptors);
    JsonObject entry = OciImage.descriptor(OciImage.MANIFEST_TYPE, put(manifest));
    var annotations = new JsonObject();
    annotations.addProperty(NAME, image.reference());
    entry.add("annotations", annotations);
    manifests.add(entry);
  }

  /** Ends the layout. */
  void finish() throws IOException {
    var index = new JsonObject();
    index.addProperty("schemaVersion", 2);
    index.addProperty("mediaType", OciImage.INDEX_TYPE);
    index.add("manifests", manifests);
    Files.writeString(folder.resolve("index.json"), index.toString());
    Files.writeString(folder.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
  }

  private Written write(Layer layer) throws IOException {
    Written known = layers.get(layer);
    if (known != null) {
      return known;
    }
    Path file = folder.resolve("layer");
    var plain = Digest.sha256();
    var packed = Digest.sha256();
    try (var out = new DigestOutputStream(Files.newOutputStream(file), packed);
        var zstd = new ZstdOutputStream(new BufferedOutputStream(out, BUFFER_BYTES), LEVEL)) {
      layer.write(new BufferedOutputStream(new DigestOutputStream(zstd, plain), BUFFER_BYTES));
    }
    var blob = new Blob(Digest.finish(packed), Files.size(file));
    Files.move(file, blobs.resolve(blob.digest().hex()), StandardCopyOption.REPLACE_EXISTING);
    var written = new Written(Digest.finish(plain), blob);
    layers.put(layer, written);
    return written;
  }

  private Blob put(JsonObject json) throws IOException {
    byte[] content = json.toString().getBytes(StandardCharsets.UTF_8);
    Blob blob = Blob.of(content);
    Files.write(blobs.resolve(blob.digest().hex()), content);
    return blob;
  }
}
