package dev.ijen.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.config.ProductVersion;
import dev.ijen.image.Artifacts;
import dev.ijen.image.ImageBuilder;
import dev.ijen.image.ImageRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds the image of the real node a second time, from nothing but the downloaded packages. */
@Tag("real")
class ReproducibleImageTest {
  private static final Path CHECKOUT = Path.of("").toAbsolutePath().getParent().getParent();

  @TempDir Path cache;

  @Test
  void aSecondBuildHasTheSameBytes() throws Exception {
    var first = new Artifacts(Path.of(System.getProperty("ijen.image", "/missing")));
    Files.createSymbolicLink(
        cache.resolve("debian"), ImageRequest.defaultCache().resolve("debian").toRealPath());
    List<Path> jars = Modules.classPath(CHECKOUT, "node-os/node");
    Path parts = Path.of(System.getProperty("ijen.parts", "/missing"));
    ImageRequest usual = ImageRequest.of(jars, parts, ProductVersion.number());
    Artifacts second =
        ImageBuilder.build(
            new ImageRequest(
                jars, parts, usual.javaHome(), cache, usual.version(), usual.mainClass()),
            System.out::println);
    assertThat(second.folder().getFileName())
        .as("hash of the inputs")
        .isEqualTo(first.folder().getFileName());
    assertThat(Files.mismatch(first.rootImage(), second.rootImage())).isEqualTo(-1);
    assertThat(Files.mismatch(first.uki(), second.uki())).isEqualTo(-1);
    assertThat(Files.mismatch(first.disk(), second.disk())).isEqualTo(-1);
  }
}
