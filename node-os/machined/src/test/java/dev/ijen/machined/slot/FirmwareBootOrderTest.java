package dev.ijen.machined.slot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.linux.EfiVariables;
import dev.ijen.linux.GptPartition;
import dev.ijen.linux.Linux;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirmwareBootOrderTest {
  private static final GptPartition EFI =
      new GptPartition(
          1,
          UUID.fromString("c12a7328-f81f-11d2-ba4b-00a0c93ec93b"),
          UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"),
          2048,
          264191,
          0,
          "EFI");

  @TempDir private Path folder;

  @Test
  void ourLoaderComesFirstThreeTimes() throws IOException {
    EfiVariables variables = Linux.efiVariablesBelow(folder);
    variables.write(EfiVariables.GLOBAL, "BootOrder", new byte[] {1, 0, 0, 0});
    new FirmwareBootOrder(variables).ensure(EFI);
    new FirmwareBootOrder(variables).ensure(EFI);
    assertThat(variables.names(EfiVariables.GLOBAL))
        .containsExactly("Boot1AE0", "Boot1AE1", "Boot1AE2", "BootOrder");
    assertThat(variables.read(EfiVariables.GLOBAL, "BootOrder").orElseThrow())
        .containsExactly(0xe0, 0x1a, 0xe1, 0x1a, 0xe2, 0x1a, 1, 0, 0, 0);
  }

  @Test
  void aFirmwareThatKeepsNoOrderIsNotWrittenTo() throws IOException {
    EfiVariables variables = Linux.efiVariablesBelow(folder);
    new FirmwareBootOrder(variables).ensure(EFI);
    assertThat(variables.names(EfiVariables.GLOBAL)).isEmpty();
  }

  /** Compared by hand with the fields of UEFI 2.10, 3.1.3, 10.3.5.1 and 10.3.5.4. */
  @Test
  void anOptionNamesPartitionAndFile() {
    String option = HexFormat.of().formatHex(FirmwareBootOption.encode("Ijen 1", EFI));
    assertThat(option)
        .startsWith("01000000" + "7400" + "49006a0065006e00200031000000" + "04012a00" + "01000000")
        .contains("0008000000000000" + "0000040000000000" + "33221100554477668899aabbccddeeff0202")
        .endsWith("2e006500660069000000" + "7fff0400");
  }
}
