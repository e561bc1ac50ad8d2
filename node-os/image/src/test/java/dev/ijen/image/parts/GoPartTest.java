package dev.ijen.image.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoPartTest {
  @TempDir Path folder;

  @Test
  void readsTheRecipeOfEachCommittedPart() throws IOException {
    for (String name : List.of("containerd", "etcd", "kubernetes", "runc")) {
      GoPart part = GoPart.load(Path.of("../parts", name));
      assertThat(part.recipe().binaries()).as(name).isNotEmpty().doesNotContain("");
      assertThat(part.recipe().ldflags()).as(name).startsWith("-s -w");
      assertThat(part.needs()).as(name).isGreaterThan(GoVersion.parse("1.24"));
    }
  }

  @Test
  void onlyRuncIsBuiltWithC() throws IOException {
    assertThat(GoPart.load(Path.of("../parts/runc")).recipe().environment())
        .containsEntry("CGO_ENABLED", "1");
    assertThat(GoPart.load(Path.of("../parts/etcd")).recipe().environment())
        .containsEntry("CGO_ENABLED", "0")
        .containsEntry("GOFLAGS", "");
  }

  @Test
  void theHashFollowsEveryInput() throws IOException {
    write("go.mod", "module a\n\ngo 1.26.0\n");
    write("go.sum", "");
    write("build.properties", "binaries = a\n");
    String first = GoPart.load(folder).hash();
    assertThat(GoPart.load(folder).hash()).isEqualTo(first).hasSize(16);

    write("build.properties", "binaries = a\nldflags = -s\n");
    String second = GoPart.load(folder).hash();
    write("go.sum", "x");
    assertThat(GoPart.load(folder).hash()).isNotEqualTo(first).isNotEqualTo(second);
    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void aModuleWithoutGoLineIsRefused() throws IOException {
    write("go.mod", "module a\n");
    write("build.properties", "");
    assertThatThrownBy(() -> GoPart.load(folder).needs())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no go line");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
