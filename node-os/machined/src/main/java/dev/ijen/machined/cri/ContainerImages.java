package dev.ijen.machined.cri;

import com.google.common.hash.Hashing;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.ijen.containerd.types.Descriptor;
import dev.ijen.machined.containerd.ContainerdClient;
import dev.ijen.machined.containerd.UnpackedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The images of the node's own containers, such as etcd and the kubelet. */
public final class ContainerImages {
  private static final Logger log = LoggerFactory.getLogger(ContainerImages.class);

  private final ContainerdClient containerd;
  private final Path hosts;

  /**
   * The images of one containerd.
   *
   * @param hosts folder with a {@code hosts.toml} for each registry
   */
  public ContainerImages(ContainerdClient containerd, Path hosts) {
    this.containerd = containerd;
    this.hosts = hosts;
  }

  /**
   * Gives an image, after it was pulled when it is missing, and unpacked.
   *
   * @param reference with its registry, and a tag or digest
   * @throws IOException when its manifest or configuration is not what the image specification says
   * @throws dev.ijen.machined.containerd.ContainerdException when no registry gives it
   */
  public UnpackedImage ensure(String reference) throws IOException, InterruptedException {
    containerd.ensureNamespace();
    Optional<Descriptor> known = containerd.image(reference);
    if (known.isEmpty()) {
      log.atInfo().addKeyValue("image", reference).log("pulling image");
      containerd.pull(reference, hosts);
      known = containerd.image(reference);
    }
    Descriptor found =
        known.orElseThrow(() -> new IOException("image " + reference + " is gone after its pull"));
    try {
      return describe(reference, found.getDigest());
    } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
      throw new IOException("image " + reference + ": not what the specification says", e);
    }
  }

  /** Bytes of the layers and the configuration of an image, as they were pulled. */
  long bytes(String reference, String digest) throws IOException, InterruptedException {
    JsonObject manifest = manifest(reference, digest);
    long bytes = manifest.getAsJsonObject("config").get("size").getAsLong();
    for (JsonElement layer : manifest.getAsJsonArray("layers")) {
      bytes += layer.getAsJsonObject().get("size").getAsLong();
    }
    return bytes;
  }

  private JsonObject manifest(String reference, String digest)
      throws IOException, InterruptedException {
    JsonObject found = json(digest);
    return found.has("manifests")
        ? json(forThisMachine(reference, found.getAsJsonArray("manifests")))
        : found;
  }

  private UnpackedImage describe(String reference, String digest)
      throws IOException, InterruptedException {
    JsonObject manifest = manifest(reference, digest);
    JsonObject config = json(manifest.getAsJsonObject("config").get("digest").getAsString());
    @Nullable JsonElement run = config.get("config");
    JsonObject defaults = run == null ? new JsonObject() : run.getAsJsonObject();
    var command = new ArrayList<>(texts(defaults.get("Entrypoint")));
    command.addAll(texts(defaults.get("Cmd")));
    List<String> layers = texts(config.getAsJsonObject("rootfs").get("diff_ids"));
    return new UnpackedImage(reference, chain(layers), command, texts(defaults.get("Env")));
  }

  private static String forThisMachine(String reference, JsonArray manifests) throws IOException {
    for (JsonElement each : manifests) {
      JsonObject manifest = each.getAsJsonObject();
      @Nullable JsonElement platform = manifest.get("platform");
      if (platform == null
          || "amd64".equals(platform.getAsJsonObject().get("architecture").getAsString())) {
        return manifest.get("digest").getAsString();
      }
    }
    throw new IOException("image " + reference + " has nothing for amd64");
  }

  /** The chain id of layers, from their digests when unpacked (image-spec, Layer ChainID). */
  static String chain(List<String> layers) {
    String chain = "";
    for (String layer : layers) {
      chain = chain.isEmpty() ? layer : "sha256:" + sha256(chain + " " + layer);
    }
    return chain;
  }

  private static String sha256(String text) {
    return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString();
  }

  private JsonObject json(String digest) throws InterruptedException {
    String text = new String(containerd.blob(digest), StandardCharsets.UTF_8);
    return JsonParser.parseString(text).getAsJsonObject();
  }

  private static List<String> texts(@Nullable JsonElement list) {
    return list == null || list.isJsonNull()
        ? List.of()
        : list.getAsJsonArray().asList().stream().map(JsonElement::getAsString).toList();
  }
}
