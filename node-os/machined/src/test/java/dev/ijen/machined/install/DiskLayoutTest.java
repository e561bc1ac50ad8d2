package dev.ijen.machined.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.linux.GptPartition;
import dev.ijen.linux.GptTable;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DiskLayoutTest {
  private static final long MIB = 1L << 20;

  @Test
  void theSixPartitionsFillTheSmallestDisk() {
    GptTable table = DiskLayout.of(DiskLayout.LEAST_BYTES, UUID::randomUUID);
    assertThat(table.partitions())
        .extracting(GptPartition::name)
        .containsExactly("EFI", "BOOT-A", "BOOT-B", "META", "STATE", "EPHEMERAL");
    assertThat(table.partitions())
        .extracting(partition -> partition.offsetBytes() / MIB)
        .containsExactly(1L, 129L, 1153L, 2177L, 2178L, 2278L);
    assertThat(table.find("EPHEMERAL").orElseThrow().sizeBytes()).isEqualTo((4095 - 2278) * MIB);
    assertThat(table.find("EFI").orElseThrow().type()).isEqualTo(GptPartition.EFI_SYSTEM);
    assertThat(table.partitions()).extracting(GptPartition::id).doesNotHaveDuplicates();
  }

  @Test
  void everyPartitionIsWrittenOrEmptied() {
    GptTable table = DiskLayout.of(DiskLayout.LEAST_BYTES, UUID::randomUUID);
    assertThat(table.partitions())
        .extracting(GptPartition::name)
        .containsAll(DiskLayout.EMPTY)
        .hasSize(DiskLayout.EMPTY.size() + 2);
  }
}
