package dev.ijen.release;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A folder with one release as an OCI image: equal releases give equal folders.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/image-layout.md">OCI image
 *     layout</a>
 */
public record OciLayout(Path folder) {
  private static final String REFERENCE = "org.opencontainers.image.ref.name";

  /**
   * Writes a release.
   *
   * @param signatures absent for a release that no node takes
   * @param files where the bytes of {@link ReleaseManifest#blobs} are; they are linked where the
   *     file system can, else copied
   * @return the digest of the image manifest
   */
  public Digest write(
      ReleaseManifest release, Optional<Signatures> signatures, Map<String, Path> files)
      throws IOException {
    Files.createDirectories(blobs());
    var layers = new LinkedHashMap<String, Blob>();
    layers.put(OciImage.RELEASE_TYPE, put(release.encode()));
    if (signatures.isPresent()) {
      layers.put(OciImage.SIGNATURE_TYPE, put(signatures.get().encode()));
    }
    for (Map.Entry<String, Blob> blob : release.blobs().entrySet()) {
      Path file = files.get(blob.getKey());
      if (file == null) {
        throw new IllegalArgumentException("no file for blob " + blob.getKey());
      }
      link(file, blob.getValue());
      layers.put(OciImage.layerType(blob.getKey()), blob.getValue());
    }
    Blob config = put(OciImage.config(List.copyOf(layers.values())));
    Blob manifest = put(new OciImage(config, layers).encode());
    Files.write(folder.resolve("index.json"), index(manifest, release.version().toString()));
    Files.writeString(folder.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
    return manifest.digest();
  }

  /**
   * The digest of the image manifest.
   *
   * @throws ReleaseException when the folder holds something else
   */
  public Digest digest() throws IOException, ReleaseException {
    byte[] index = Files.readAllBytes(folder.resolve("index.json"));
    return JsonForm.parse("index.json", index)
        .objects("manifests")
        .getFirst()
        .blob("digest", "size")
        .digest();
  }

  /**
   * The image.
   *
   * @throws ReleaseException when the folder holds something else
   */
  public OciImage image() throws IOException, ReleaseException {
    return OciImage.decode(Files.readAllBytes(blob(digest())));
  }

  /** The release. */
  public ReleaseManifest release() throws IOException, ReleaseException {
    Blob layer =
        image()
            .layer(OciImage.RELEASE_TYPE)
            .orElseThrow(() -> new ReleaseException("the image has no release manifest"));
    return ReleaseManifest.decode(Files.readAllBytes(blob(layer.digest())));
  }

  /** Where the bytes of a digest are. */
  public Path blob(Digest digest) {
    return blobs().resolve(digest.hex());
  }

  private Path blobs() {
    return folder.resolve("blobs/sha256");
  }

  private Blob put(byte[] content) throws IOException {
    Blob blob = Blob.of(content);
    Files.write(blob(blob.digest()), content);
    return blob;
  }

  private void link(Path file, Blob blob) throws IOException {
    Path target = blob(blob.digest());
    try {
      Files.createLink(target, file);
    } catch (FileAlreadyExistsException _) {
      return; // equal bytes, such as the same UKI twice
    } catch (IOException | UnsupportedOperationException _) {
      Files.copy(file, target);
    }
  }

  private static byte[] index(Blob manifest, String version) {
    JsonObject descriptor = OciImage.descriptor(OciImage.MANIFEST_TYPE, manifest);
    descriptor.addProperty("artifactType", OciImage.ARTIFACT_TYPE);
    var annotations = new JsonObject();
    annotations.addProperty(REFERENCE, version);
    descriptor.add("annotations", annotations);
    var manifests = new JsonArray();
    manifests.add(descriptor);
    var json = new JsonObject();
    json.addProperty("schemaVersion", 2);
    json.addProperty("mediaType", OciImage.INDEX_TYPE);
    json.add("manifests", manifests);
    return JsonForm.bytes(json);
  }
}
