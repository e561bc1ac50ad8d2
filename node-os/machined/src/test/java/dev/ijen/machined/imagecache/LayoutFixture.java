package dev.ijen.machined.imagecache;

import dev.ijen.release.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** An OCI layout with one image, made by hand. */
record LayoutFixture(Path folder, Digest manifest, Digest layer) {
  static final String REPOSITORY = "registry.k8s.io/example/one";
  static final String TAG = "v1.2.3";

  static LayoutFixture write(Path folder) throws IOException {
    Digest layer = put(folder, "layer");
    Digest manifest = put(folder, "{\"layers\":[{\"digest\":\"%s\"}]}".formatted(layer));
    Files.writeString(
        folder.resolve("index.json"),
        """
        {"manifests": [
          {"mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": "%s",
           "annotations": {"io.containerd.image.name": "%s:%s"}}]}
        """
            .formatted(manifest, REPOSITORY, TAG));
    return new LayoutFixture(folder, manifest, layer);
  }

  Path blob(Digest digest) {
    return folder.resolve("blobs/sha256").resolve(digest.hex());
  }

  private static Digest put(Path folder, String content) throws IOException {
    Digest digest = Digest.of(content.getBytes(StandardCharsets.UTF_8));
    Path blobs = Files.createDirectories(folder.resolve("blobs/sha256"));
    Files.writeString(blobs.resolve(digest.hex()), content);
    return digest;
  }
}
