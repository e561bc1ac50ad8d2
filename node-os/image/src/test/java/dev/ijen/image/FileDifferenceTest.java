package dev.ijen.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDifferenceTest {
  @TempDir Path folder;

  @Test
  void isEmptyForEqualFiles() throws IOException {
    assertThat(between("abc", "abc")).isEmpty();
  }

  @Test
  void quotesTheBytesOfEachPlace() throws IOException {
    assertThat(between("abcdefg", "aBCdefG"))
        .isEqualTo("3 of 7 bytes, at 1 (6263, then 4243), 6 (67, then 47)");
  }

  @Test
  void tellsLengthsApart() throws IOException {
    assertThat(between("ab", "abc")).isEqualTo("2 bytes, then 3");
  }

  @Test
  void saysThatMoreDiffersThanItQuotes() throws IOException {
    assertThat(between("a-".repeat(40), "b-".repeat(40)))
        .startsWith("40 of 80 bytes, at 0 (61, then 62), 2 (61, then 62)")
        .endsWith("30 (61, then 62), …");
    assertThat(between("a".repeat(500), "b".repeat(500))).startsWith("500 of").endsWith(", …");
  }

  private String between(String first, String second) throws IOException {
    return FileDifference.describe(
        Files.writeString(folder.resolve("first"), first),
        Files.writeString(folder.resolve("second"), second));
  }
}
