package dev.ijen.image.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerityTest {
  @TempDir Path folder;

  /**
   * The expected values are those of {@code veritysetup format --no-superblock}, cryptsetup 2.6.
   */
  @Test
  void agreesWithVeritysetupOverTwoLevels() throws Exception {
    Path file = Files.write(folder.resolve("data"), new byte[130 * 4096]);
    Verity verity = Verity.append(file, HexFormat.of().parseHex("00112233"));
    assertThat(verity.argument())
        .isEqualTo(
            "130,130,274ed5f90f20a98c9dd1a33ffd6a3af8ffa4df6c6ce37db434269bb1c1c03c02,00112233");
    assertThat(Files.size(file)).isEqualTo((130 + 1 + 2) * 4096L);
  }

  @Test
  void padsTheDataToWholeBlocks() throws Exception {
    Path file = Files.write(folder.resolve("data"), new byte[5000]);
    assertThat(Verity.append(file, new byte[4]).dataBlocks()).isEqualTo(2);
    assertThat(Files.size(file)).isEqualTo(3 * 4096L);
  }
}
