package dev.ijen.lab.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VmFilesTest {
  private static final Path IMAGE = Path.of("/cache/new/disk.img");

  @TempDir Path folder;

  @Test
  void onlyADiskOverAnotherImageIsReplaced() throws IOException {
    var files = new VmFiles(folder);
    assertThat(files.areOfAnother(IMAGE)).isFalse();

    Files.writeString(folder.resolve("image"), "/cache/old/disk.img");
    assertThat(files.areOfAnother(IMAGE)).isTrue();

    Files.writeString(folder.resolve("image"), IMAGE.toString());
    assertThat(files.areOfAnother(IMAGE)).isFalse();
  }
}
