package dev.ijen.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.config.ProductVersion;
import dev.ijen.image.Artifacts;
import dev.ijen.image.ImageBuilder;
import dev.ijen.image.ImageRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Builds the image of the real node twice, from nothing but the downloaded packages and what the
 * two have in common: the programs built from Go modules, and the class archive (ADR 7).
 */
@Tag("real")
class ReproducibleImageTest {
  private static final Path CHECKOUT = Path.of("").toAbsolutePath().getParent().getParent();

  @TempDir Path folder;

  @Test
  void twoBuildsHaveTheSameBytes() throws Exception {
    Artifacts first = build("first");
    Artifacts second = build("second");
    assertThat(TreeComparison.differences(first.root(), second.root())).isEmpty();
    assertThat(Files.mismatch(first.rootImage(), second.rootImage())).isEqualTo(-1);
    assertThat(second.installer().digest()).isEqualTo(first.installer().digest());
    assertThat(Files.mismatch(first.disk(), second.disk())).isEqualTo(-1);
  }

  private Artifacts build(String name) throws IOException, InterruptedException {
    Path cache = Files.createDirectory(folder.resolve(name));
    for (String shared : List.of("debian", "class-archive")) {
      Path kept = Files.createDirectories(ImageRequest.defaultCache().resolve(shared));
      Files.createSymbolicLink(cache.resolve(shared), kept.toRealPath());
    }
    List<Path> jars = Modules.classPath(CHECKOUT, "node-os/node");
    Path parts = Path.of(System.getProperty("ijen.parts", "/missing"));
    return ImageBuilder.build(
        ImageRequest.of(jars, parts, ProductVersion.number()).withCache(cache),
        System.out::println);
  }
}
