package dev.ijen.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DiskContentTest {
  private static final int LENGTH = 1 << 20;
  private static final GptTable TABLE = new GptTable(new UUID(1, 2), 1 << 20, List.of());

  @Test
  void zerosAreBlank() {
    assertThat(DiskContent.describe(new byte[LENGTH], new byte[LENGTH])).isEmpty();
  }

  @Test
  void aTableOrItsBackupIsTold() {
    assertThat(DiskContent.describe(with(512, TABLE.primary()), new byte[LENGTH]))
        .contains("a GUID partition table");
    byte[] backup = TABLE.backup();
    assertThat(DiskContent.describe(new byte[LENGTH], with(LENGTH - backup.length, backup)))
        .contains("a GUID partition table");
    assertThat(DiskContent.describe(with(0, TABLE.protectiveMbr()), new byte[LENGTH]))
        .contains("an MBR partition table");
  }

  @Test
  void aFileSystemAndWhatNobodyKnowsAreTold() {
    assertThat(DiskContent.describe(with(0, new byte[] {'X', 'F', 'S', 'B'}), new byte[LENGTH]))
        .contains("a file system (xfs)");
    assertThat(DiskContent.describe(new byte[LENGTH], with(4096, new byte[] {1})))
        .contains("data of an unknown kind");
  }

  private static byte[] with(int offset, byte[] bytes) {
    byte[] all = new byte[LENGTH];
    System.arraycopy(bytes, 0, all, offset, bytes.length);
    return all;
  }
}
