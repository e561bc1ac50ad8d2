package dev.ijen.image.oci;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;

/**
 * A container image before it is written.
 *
 * @param reference its name, as {@code registry.k8s.io/etcd:v3.7.3}
 * @param layers from the lowest to the highest
 * @param entrypoint the command when nobody gives one
 */
record ContainerImage(String reference, List<Layer> layers, List<String> entrypoint) {
  private static final String PATH = "PATH=/usr/local/bin:/usr/sbin:/usr/bin:/opt/bin";

  ContainerImage {
    layers = List.copyOf(layers);
    entrypoint = List.copyOf(entrypoint);
  }

  /**
   * The image config.
   *
   * @param layerIds digests of the layers before compression
   * @see <a href="https://github.com/opencontainers/image-spec/blob/main/config.md">OCI image
   *     config</a>
   */
  JsonObject config(List<String> layerIds) {
    var run = new JsonObject();
    run.add("Env", array(List.of(PATH)));
    run.add("Entrypoint", array(entrypoint));
    run.addProperty("WorkingDir", "/");
    var rootfs = new JsonObject();
    rootfs.addProperty("type", "layers");
    rootfs.add("diff_ids", array(layerIds));
    var json = new JsonObject();
    json.addProperty("created", "1970-01-01T00:00:00Z");
    json.addProperty("architecture", "amd64");
    json.addProperty("os", "linux");
    json.add("config", run);
    json.add("rootfs", rootfs);
    return json;
  }

  private static JsonArray array(List<String> texts) {
    var array = new JsonArray();
    texts.forEach(array::add);
    return array;
  }
}
