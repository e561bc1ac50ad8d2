package dev.ijen.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeComparisonTest {
  @TempDir Path first;
  @TempDir Path second;

  @BeforeEach
  void equalTrees() throws IOException {
    for (Path tree : new Path[] {first, second}) {
      Path file = Files.createDirectory(tree.resolve("lib")).resolve("node.jsa");
      Files.writeString(file, "header and classes");
      Files.setLastModifiedTime(file, FileTime.fromMillis(0));
      Files.createSymbolicLink(tree.resolve("bin"), Path.of("usr/bin"));
    }
  }

  @Test
  void equalTreesHaveNoDifferences() throws IOException {
    assertThat(TreeComparison.differences(first, second)).isEmpty();
  }

  @Test
  void namesTheFileAndItsBytes() throws IOException {
    Path file = second.resolve("lib/node.jsa");
    Files.writeString(file, "header and CLASSES");
    Files.setLastModifiedTime(file, FileTime.fromMillis(0));
    assertThat(TreeComparison.differences(first, second))
        .containsExactly(
            "lib/node.jsa: 7 of 18 bytes, at 11 (636c6173736573, then 434c4153534553)");
  }

  @Test
  void namesMissingFilesTimesAndLinks() throws IOException {
    Files.writeString(first.resolve("only"), "");
    Files.setLastModifiedTime(second.resolve("lib/node.jsa"), FileTime.fromMillis(1000));
    Files.delete(second.resolve("bin"));
    Files.createSymbolicLink(second.resolve("bin"), Path.of("usr/sbin"));
    assertThat(TreeComparison.differences(first, second))
        .satisfiesExactly(
            bin -> assertThat(bin).isEqualTo("bin: link to usr/bin, then link to usr/sbin"),
            file -> assertThat(file).startsWith("lib/node.jsa: 18 bytes").contains("1970"),
            only -> assertThat(only).isEqualTo("only: only in the first"));
  }
}
