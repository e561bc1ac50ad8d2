package dev.ijen.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImageRequestTest {
  private static final Path FALLBACK = Path.of("/home/u/.cache");

  @Test
  void foldersFollowTheBaseDirectorySpecification() {
    assertThat(ImageRequest.folder(Map.of("V", "/x"), "V", FALLBACK)).isEqualTo(Path.of("/x/ijen"));
    assertThat(ImageRequest.folder(Map.of("V", "relative"), "V", FALLBACK))
        .isEqualTo(FALLBACK.resolve("ijen"));
    assertThat(ImageRequest.folder(Map.of(), "V", FALLBACK)).isEqualTo(FALLBACK.resolve("ijen"));
  }
}
