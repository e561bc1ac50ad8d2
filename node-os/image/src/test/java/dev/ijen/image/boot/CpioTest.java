package dev.ijen.image.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.image.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpioTest {
  @TempDir Path folder;

  @Test
  void archiveUnpacksToWhatWasPutIn() throws Exception {
    byte[] archive =
        new Cpio()
            .directory("modules")
            .file("modules/one", 0644, "content".getBytes(UTF_8))
            .file("init", 0755, new byte[0])
            .finish();
    Files.write(folder.resolve("archive"), archive);
    assertThat(Command.run("cpio", "-itv", "--quiet", "-F", folder.resolve("archive")).lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("drwxr-xr-x").endsWith(" modules"),
            line -> assertThat(line).startsWith("-rw-r--r--").contains(" 7 ").endsWith("one"),
            line -> assertThat(line).startsWith("-rwxr-xr-x").endsWith(" init"));
  }
}
