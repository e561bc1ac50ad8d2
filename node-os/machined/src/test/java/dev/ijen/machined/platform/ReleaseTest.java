package dev.ijen.machined.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseTest {
  @TempDir private Path root;

  @Test
  void theRootImageSaysWhatItIs() throws IOException {
    Files.createDirectory(root.resolve("etc"));
    Files.writeString(root.resolve("etc/os-release"), "ID=ijen\nVERSION_ID=1.14.7\n");
    assertThat(Release.of(new NodePaths(root)).tag()).isEqualTo("v1.14.7");
  }

  @Test
  void withoutAFileItIsThisProgram() {
    assertThat(Release.of(new NodePaths(root))).isEqualTo(Release.CURRENT);
  }
}
