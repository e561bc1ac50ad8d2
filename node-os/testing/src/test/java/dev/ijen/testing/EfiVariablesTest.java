package dev.ijen.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.linux.EfiVariables;
import dev.ijen.linux.Linux;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EfiVariablesTest {
  @TempDir private Path folder;

  private EfiVariables variables;

  @BeforeEach
  void open() {
    variables = Linux.efiVariablesBelow(folder);
  }

  @Test
  void aVariableIsAFileWithItsAttributesFirst() throws IOException {
    variables.write(EfiVariables.GLOBAL, "BootOrder", new byte[] {1, 0});
    assertThat(folder.resolve("BootOrder-8be4df61-93ca-11d2-aa0d-00e098032b8c"))
        .hasBinaryContent(new byte[] {7, 0, 0, 0, 1, 0});
    assertThat(variables.read(EfiVariables.GLOBAL, "BootOrder").orElseThrow())
        .containsExactly(1, 0);
    assertThat(variables.names(EfiVariables.GLOBAL)).containsExactly("BootOrder");
    assertThat(variables.names(EfiVariables.LOADER)).isEmpty();
  }

  @Test
  void aProtectedVariableIsWrittenAndDeleted() throws Exception {
    variables.write(EfiVariables.LOADER, "LoaderEntryOneShot", new byte[] {1});
    Path file = folder.resolve("LoaderEntryOneShot-" + EfiVariables.LOADER);
    new ProcessBuilder("chattr", "+i", file.toString()).start().waitFor(); // where it is allowed
    variables.write(EfiVariables.LOADER, "LoaderEntryOneShot", new byte[] {2});
    assertThat(variables.read(EfiVariables.LOADER, "LoaderEntryOneShot").orElseThrow())
        .containsExactly(2);
    variables.delete(EfiVariables.LOADER, "LoaderEntryOneShot");
    assertThat(variables.read(EfiVariables.LOADER, "LoaderEntryOneShot")).isEmpty();
  }

  @Test
  void textEndsAtTheFirstNul() throws IOException {
    variables.write(EfiVariables.LOADER, "LoaderInfo", new byte[] {'a', 0, 'b', 0, 0, 0, 'c', 0});
    assertThat(variables.text(EfiVariables.LOADER, "LoaderInfo")).contains("ab");
  }

  @Test
  void aMachineWithoutFirmwareVariablesHasNone() throws IOException {
    EfiVariables none = Linux.efiVariablesBelow(folder.resolve("missing"));
    assertThat(none.names(EfiVariables.GLOBAL)).isEmpty();
    assertThat(none.read(EfiVariables.GLOBAL, "BootOrder")).isEmpty();
    assertThat(Files.exists(folder.resolve("missing"))).isFalse();
  }
}
