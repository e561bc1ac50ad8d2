package dev.ijen.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ijen.linux.UncachedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UncachedFileTest {
  /** Beside the build: the temporary folder may be a tmpfs, which has no disk to read from. */
  @TempDir(factory = BuildFolder.class)
  private Path folder;

  @Test
  void theDigestIsThatOfTheContent() throws Exception {
    for (int bytes : new int[] {0, 1, 4096, 1_048_576, 3_000_001}) {
      byte[] content = new byte[bytes];
      new Random(1).nextBytes(content);
      Path file = Files.write(folder.resolve("file"), content);
      assertThat(UncachedFile.sha256(file)).isEqualTo(sha256(content));
      assertThat(UncachedFile.sha256(file, bytes / 2))
          .isEqualTo(sha256(Arrays.copyOf(content, bytes / 2)));
    }
  }

  @Test
  void aShorterFileIsTold() throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[10]);
    assertThatThrownBy(() -> UncachedFile.sha256(file, 11))
        .hasMessage(file + " ends 1 bytes early");
  }

  private static String sha256(byte[] content) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }
}
