package dev.ijen.image.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.ijen.image.Command;
import dev.ijen.image.FileTree;
import dev.ijen.release.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutWriterTest {
  @TempDir Path folder;

  @Test
  void everyBlobIsNamedByItsDigest() throws IOException {
    Path layout = write("layout");
    for (Path blob : FileTree.list(layout.resolve("blobs/sha256"))) {
      Path file = layout.resolve("blobs/sha256").resolve(blob.toString());
      assertThat(Digest.ofFile(file).hex()).isEqualTo(blob.toString());
    }
  }

  @Test
  void equalImagesGiveEqualBytes() throws IOException {
    Path first = write("first");
    Path second = write("second");
    assertThat(FileTree.list(second)).isEqualTo(FileTree.list(first));
    for (Path file : FileTree.list(first)) {
      assertThat(second.resolve(file.toString()))
          .hasSameBinaryContentAs(first.resolve(file.toString()));
    }
  }

  @Test
  void anImageHasItsNameItsCommandAndItsLayersInOrder() throws IOException {
    Path layout = write("layout");
    JsonObject entry = manifests(layout).get(1);
    assertThat(entry.getAsJsonObject("annotations").get("io.containerd.image.name").getAsString())
        .isEqualTo("example.org/two:v1");
    JsonObject manifest = blob(layout, entry);
    JsonObject config = blob(layout, manifest.getAsJsonObject("config"));
    assertThat(config.getAsJsonObject("config").get("Entrypoint")).hasToString("[\"/two\"]");
    List<JsonObject> layers = objects(manifest, "layers");
    var ids = config.getAsJsonObject("rootfs").getAsJsonArray("diff_ids").asList();
    assertThat(layers).hasSameSizeAs(ids);
    for (int i = 0; i < layers.size(); i++) {
      byte[] plain;
      try (var in = new ZstdInputStream(Files.newInputStream(file(layout, layers.get(i))))) {
        plain = in.readAllBytes();
      }
      assertThat(ids.get(i).getAsString()).isEqualTo(Digest.of(plain).toString());
    }
  }

  @Test
  void imagesShareTheirLayers() throws IOException {
    Path layout = write("layout");
    List<JsonObject> images = manifests(layout);
    assertThat(objects(blob(layout, images.get(0)), "layers").getFirst())
        .isEqualTo(objects(blob(layout, images.get(1)), "layers").getFirst());
  }

  @Test
  void aLayerIsATreeOfRoot() throws IOException, InterruptedException {
    Path tar = folder.resolve("layer.tar");
    var bytes = new ByteArrayOutputStream();
    base().write(bytes);
    Files.write(tar, bytes.toByteArray());
    assertThat(Command.run("tar", "--utc", "--numeric-owner", "-tvf", tar).lines())
        .containsExactly(
            "drwxr-xr-x 0/0               0 1970-01-01 00:00 etc/",
            "-rw-r--r-- 0/0               2 1970-01-01 00:00 etc/name",
            "lrwxrwxrwx 0/0               0 1970-01-01 00:00 link -> etc/name",
            "drwxrwxrwt 0/0               0 1970-01-01 00:00 tmp/");
  }

  @Test
  void aFolderIsNoFileOfALayer() {
    assertThatThrownBy(() -> new Layer().copy("usr/lib/x", folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("usr/lib/x");
  }

  private Path write(String name) throws IOException {
    Path layout = folder.resolve(name);
    var writer = new LayoutWriter(layout);
    Layer base = base();
    for (String image : List.of("one", "two")) {
      Path program = Files.writeString(folder.resolve(image), image.repeat(1000));
      Layer own = new Layer().program(image, program);
      writer.add(
          new ContainerImage(
              "example.org/" + image + ":v1", List.of(base, own), List.of("/" + image)));
    }
    writer.finish();
    return layout;
  }

  private static Layer base() {
    return new Layer().folder("tmp", 01777).text("etc/name", "a\n").link("link", "etc/name");
  }

  private static List<JsonObject> manifests(Path layout) throws IOException {
    String index = Files.readString(layout.resolve("index.json"));
    return objects(JsonParser.parseString(index).getAsJsonObject(), "manifests");
  }

  private static List<JsonObject> objects(JsonObject json, String name) {
    return json.getAsJsonArray(name).asList().stream().map(one -> one.getAsJsonObject()).toList();
  }

  private static JsonObject blob(Path layout, JsonObject descriptor) throws IOException {
    String text = Files.readString(file(layout, descriptor));
    return JsonParser.parseString(text).getAsJsonObject();
  }

  private static Path file(Path layout, JsonObject descriptor) {
    Digest digest = Digest.parse(descriptor.get("digest").getAsString());
    return layout.resolve("blobs/sha256").resolve(digest.hex());
  }
}
