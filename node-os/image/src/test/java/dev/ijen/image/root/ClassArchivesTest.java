package dev.ijen.image.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ijen.image.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchivesTest {
  @TempDir Path folder;

  private final List<String> said = new ArrayList<>();

  @Test
  void takesTheArchiveThatTwoDumpsAgreeOn() throws Exception {
    Queue<String> dumps = new ArrayDeque<>(List.of("odd", "even", "even", "odd"));
    assertThat(archive("inputs", dumps)).hasContent("even");
    assertThat(dumps).containsExactly("odd");
    assertThat(said)
        .containsExactly(
            "WARNING: two dumps of the class archive differ: 3 bytes, then 4",
            "WARNING: two dumps of the class archive differ: 3 bytes, then 4");
  }

  @Test
  void dumpsTwiceAndOnlyForNewInputs() throws Exception {
    Queue<String> dumps = new ArrayDeque<>(List.of("a", "a", "b", "b"));
    assertThat(archive("inputs", dumps)).hasContent("a");
    assertThat(archive("inputs", dumps)).hasContent("a");
    assertThat(archive("others", dumps)).hasContent("b");
    assertThat(said).isEmpty();
    assertThat(FileTree.list(folder)).hasSize(2);
  }

  @Test
  void refusesDumpsThatNeverAgree() throws IOException {
    Queue<String> dumps = new ArrayDeque<>(List.of("a", "b", "c", "d", "e", "a"));
    assertThatThrownBy(() -> archive("inputs", dumps))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "no two of 5 dumps of the class archive agree; the last two: "
                + "1 of 1 bytes, at 0 (64, then 65)");
    assertThat(FileTree.list(folder)).isEmpty();
  }

  private Path archive(String inputs, Queue<String> dumps)
      throws IOException, InterruptedException {
    return new ClassArchives(folder, said::add)
        .of(inputs, file -> Files.writeString(file, dumps.remove()));
  }
}
