package dev.ijen.release;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The OCI image manifest of a release: one layer per blob, told apart by its media type. The config
 * is that of an ordinary image for linux/amd64, so that registries and container runtimes keep and
 * copy it like one.
 *
 * @param config what the image config is
 * @param layers what each layer is, by its media type
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/manifest.md">OCI image
 *     manifest</a>
 */
public record OciImage(Blob config, SequencedMap<String, Blob> layers) {
  /** Media type of an image manifest. */
  public static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";

  /** Media type of an index over image manifests. */
  public static final String INDEX_TYPE = "application/vnd.oci.image.index.v1+json";

  /** What kind of artifact this is. */
  public static final String ARTIFACT_TYPE = "application/vnd.ijen.release.v1";

  /** Layer: the {@link ReleaseManifest}. */
  public static final String RELEASE_TYPE = ARTIFACT_TYPE + "+json";

  /** Layer: the {@link Signatures} over it. */
  public static final String SIGNATURE_TYPE = "application/vnd.ijen.release.signature.v1+json";

  /** Layer: the content of a BOOT partition. */
  public static final String ROOT_TYPE = "application/vnd.ijen.release.root.v1+erofs";

  private static final String CONFIG_TYPE = "application/vnd.oci.image.config.v1+json";

  public OciImage {
    layers = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(layers));
  }

  /** Media type of the layer with the UKI of slot {@code a} or {@code b}. */
  public static String ukiType(String slot) {
    return "application/vnd.ijen.release.uki-" + slot + ".v1+efi";
  }

  /** Media type of the layer that holds a blob of {@link ReleaseManifest#blobs}. */
  public static String layerType(String blob) {
    return blob.equals("root") ? ROOT_TYPE : "application/vnd.ijen.release." + blob + ".v1+efi";
  }

  /** The layer of this media type. */
  public Optional<Blob> layer(String mediaType) {
    return Optional.ofNullable(layers.get(mediaType));
  }

  /** The image manifest as JSON; equal images give equal bytes. */
  public byte[] encode() {
    var json = new JsonObject();
    json.addProperty("schemaVersion", 2);
    json.addProperty("mediaType", MANIFEST_TYPE);
    json.addProperty("artifactType", ARTIFACT_TYPE);
    json.add("config", descriptor(CONFIG_TYPE, config));
    var array = new JsonArray();
    for (Map.Entry<String, Blob> layer : layers.entrySet()) {
      array.add(descriptor(layer.getKey(), layer.getValue()));
    }
    json.add("layers", array);
    return JsonForm.bytes(json);
  }

  /**
   * Reads an image manifest.
   *
   * @throws ReleaseException when it is none, or one of something else than a release
   */
  public static OciImage decode(byte[] bytes) throws ReleaseException {
    JsonForm json = JsonForm.parse("image manifest", bytes);
    if (!json.has("artifactType") || !json.text("artifactType").equals(ARTIFACT_TYPE)) {
      throw new ReleaseException("the image is no Ijen release: no artifactType " + ARTIFACT_TYPE);
    }
    var layers = new LinkedHashMap<String, Blob>();
    for (JsonForm layer : json.objects("layers")) {
      layers.put(layer.text("mediaType"), layer.blob("digest", "size"));
    }
    return new OciImage(json.object("config").blob("digest", "size"), layers);
  }

  /** The image config: its layers are not packed, so their diff ids are their digests. */
  static byte[] config(List<Blob> layers) {
    var rootfs = new JsonObject();
    rootfs.addProperty("type", "layers");
    rootfs.add(
        "diff_ids",
        JsonForm.array(layers.stream().map(layer -> layer.digest().toString()).toList()));
    var json = new JsonObject();
    json.addProperty("architecture", "amd64");
    json.addProperty("os", "linux");
    json.add("config", new JsonObject());
    json.add("rootfs", rootfs);
    return JsonForm.bytes(json);
  }

  /** An OCI descriptor of a blob. */
  public static JsonObject descriptor(String mediaType, Blob blob) {
    var json = new JsonObject();
    json.addProperty("mediaType", mediaType);
    json.addProperty("digest", blob.digest().toString());
    json.addProperty("size", blob.bytes());
    return json;
  }
}
