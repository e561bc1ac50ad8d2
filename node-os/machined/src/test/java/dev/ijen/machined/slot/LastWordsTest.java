package dev.ijen.machined.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastWordsTest {
  @TempDir private Path folder;

  @Test
  void theLastPanicIsPutTogetherInOrder() throws IOException {
    write("dmesg-efi_pstore-1", "Panic#1 Part1\nolder panic\n", 1000);
    write("dmesg-efi_pstore-2", "Oops#1 Part1\nnot a panic\n", 2000);
    write("dmesg-efi_pstore-3", "Panic#2 Part1\nKernel panic - not syncing: new\n", 2000);
    write("dmesg-efi_pstore-4", "Panic#2 Part2\nbefore that\n", 2000);
    assertThat(new LastWords(folder).read())
        .isEqualTo("before that\nKernel panic - not syncing: new\n");
  }

  @Test
  void aSlowFirmwareTakesSecondsForEachPart() throws IOException {
    write("dmesg-efi_pstore-176409370001001", "Panic#1 Part1\n" + record("older", 3), 1000);
    write("dmesg-efi_pstore-176409370302001", "Panic#1 Part2\n" + record("older", 1), 1003);
    write("dmesg-efi_pstore-176409378001001", "Panic#1 Part1\n" + record("newer", 5), 1080);
    write("dmesg-efi_pstore-176409378402001", "Panic#1 Part2\n" + record("newer", 3), 1084);
    write("dmesg-efi_pstore-176409378903001", "Panic#1 Part3\n" + record("newer", 1), 1089);
    assertThat(new LastWords(folder).read())
        .isEqualTo(record("newer", 1) + record("newer", 3) + record("newer", 5));
  }

  @Test
  void theEndMattersMoreThanTheBeginning() throws IOException {
    write("dmesg-efi_pstore-1", "Panic#1 Part1\n" + "x".repeat(9000) + "end", 1000);
    assertThat(new LastWords(folder).read()).hasSize(8192).endsWith("xend");
  }

  @Test
  void theEndBeginsWithAWholeLine() throws IOException {
    String line = "<6>[    1.572895] " + "x".repeat(81) + "\n";
    write("dmesg-efi_pstore-1", "Panic#1 Part1\n" + line.repeat(90), 1000);
    assertThat(new LastWords(folder).read()).isEqualTo(line.repeat(81));
  }

  @Test
  void allIsRemovedOnceItIsKept() throws IOException {
    write("dmesg-efi_pstore-1", "Panic#1 Part1\nx", 1000);
    write("other", "stays", 1000);
    new LastWords(folder).clear();
    assertThat(folder)
        .isDirectoryNotContaining("glob:**dmesg*")
        .isDirectoryContaining("glob:**other");
  }

  @Test
  void aMachineWithoutSuchAPlaceHasNone() throws IOException {
    assertThat(new LastWords(folder.resolve("missing")).read()).isEmpty();
  }

  private static String record(String what, int second) {
    return "<6>[    %1$d.100000] %2$s\n<6>[    %1$d.900000] and more\n".formatted(second, what);
  }

  private void write(String name, String text, long seconds) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setLastModifiedTime(file, FileTime.fromMillis(seconds * 1000));
  }
}
