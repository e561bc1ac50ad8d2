package dev.ijen.prover.boot;

import dev.ijen.prover.disk.Sectors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A FAT32 file system as firmware reads it: by the first copy of the table.
 *
 * @see <a href="https://uefi.org/specs/UEFI/2.10/13_Protocols_Media_Access.html">UEFI 2.10
 *     §13.3</a>
 */
public final class Fat32 {
  private static final int CLUSTER_MASK = 0x0fff_ffff;
  private static final int BAD_CLUSTER = 0x0fff_fff7;
  private static final int ENTRIES_PER_SECTOR = Sectors.SECTOR / Integer.BYTES;
  private static final int MAX_FOLDER_CLUSTERS = 4096;

  private final Sectors disk;
  private final long tableStart;
  private final long dataStart;
  private final int clusterSectors;
  private final int clusters;
  private final int rootCluster;
  private final Map<Integer, ByteBuffer> table = new HashMap<>();
  private int partSector = -1; // of the table, read last
  private ByteBuffer part = ByteBuffer.allocate(0);

  private Fat32(Sectors disk, Partition partition, ByteBuffer boot) throws DamagedException {
    this.disk = disk;
    this.clusterSectors = Byte.toUnsignedInt(boot.get(13));
    int reserved = Short.toUnsignedInt(boot.getShort(14));
    int copies = Byte.toUnsignedInt(boot.get(16));
    long sectors = Integer.toUnsignedLong(boot.getInt(32));
    long tableSectors = Integer.toUnsignedLong(boot.getInt(36));
    if (boot.getShort(510) != (short) 0xaa55
        || boot.getShort(11) != Sectors.SECTOR
        || Integer.bitCount(clusterSectors) != 1
        || copies < 1
        || tableSectors == 0
        || sectors > partition.count()) {
      throw new DamagedException("FAT: boot sector of " + partition.name());
    }
    this.tableStart = partition.first() + reserved;
    this.dataStart = tableStart + copies * tableSectors;
    this.clusters = (int) ((partition.first() + sectors - dataStart) / clusterSectors);
    this.rootCluster = boot.getInt(44);
  }

  /** Reads the boot sector of a partition. */
  public static Fat32 open(Sectors disk, Partition partition) throws IOException, DamagedException {
    byte[] boot = disk.read(partition.first(), 1);
    return new Fat32(disk, partition, ByteBuffer.wrap(boot).order(ByteOrder.LITTLE_ENDIAN));
  }

  /**
   * The files and folders of a folder.
   *
   * @param path names separated by slashes, case ignored; empty for the root
   * @throws DamagedException when it is not there or cannot be read
   */
  public List<FatEntry> list(String path) throws IOException, DamagedException {
    List<FatEntry> folder = FatFolder.read(content(rootCluster));
    for (String name : path.isEmpty() ? new String[0] : path.split("/", -1)) {
      FatEntry next =
          FatFolder.find(folder, name)
              .filter(FatEntry::folder)
              .orElseThrow(() -> new DamagedException("FAT: no folder " + path));
      folder = FatFolder.read(content(next.cluster()));
    }
    return folder;
  }

  /** A file by its path; empty if it is not there. */
  public Optional<FatEntry> find(String path) throws IOException, DamagedException {
    int slash = path.lastIndexOf('/');
    return FatFolder.find(list(path.substring(0, Math.max(slash, 0))), path.substring(slash + 1))
        .filter(entry -> !entry.folder());
  }

  /**
   * The sectors of a file.
   *
   * @throws DamagedException when its chain is shorter than its size says
   */
  public long[] sectors(FatEntry file) throws IOException, DamagedException {
    long[] sectors = new long[Math.toIntExact(Math.ceilDiv(file.bytes(), (long) Sectors.SECTOR))];
    int cluster = file.cluster();
    for (int i = 0; i < sectors.length; i++) {
      if (i > 0 && i % clusterSectors == 0) {
        cluster = next(cluster);
      }
      if (!isData(cluster)) {
        throw new DamagedException(
            "FAT: chain of %s ends after %d of %d bytes"
                .formatted(file.name(), (long) i * Sectors.SECTOR, file.bytes()));
      }
      sectors[i] = sector(cluster) + i % clusterSectors;
    }
    return sectors;
  }

  /** The bytes of sectors, cut to a file's size. */
  public byte[] bytes(long[] sectors, long size) throws IOException {
    byte[] bytes = new byte[sectors.length * Sectors.SECTOR];
    for (int i = 0; i < sectors.length; i++) {
      System.arraycopy(disk.read(sectors[i], 1), 0, bytes, i * Sectors.SECTOR, Sectors.SECTOR);
    }
    return Arrays.copyOf(bytes, (int) size);
  }

  private byte[] content(int folder) throws IOException, DamagedException {
    var content = new ByteArrayOutputStream();
    int cluster = folder;
    for (int i = 0; isData(cluster); i++) {
      if (i == MAX_FOLDER_CLUSTERS) {
        throw new DamagedException("FAT: chain of a folder does not end");
      }
      content.writeBytes(disk.read(sector(cluster), clusterSectors));
      cluster = next(cluster);
    }
    if (cluster < BAD_CLUSTER + 1) {
      throw new DamagedException("FAT: chain of a folder leads to cluster " + cluster);
    }
    return content.toByteArray();
  }

  private boolean isData(int cluster) {
    return cluster >= 2 && cluster < clusters + 2;
  }

  private long sector(int cluster) {
    return dataStart + (cluster - 2L) * clusterSectors;
  }

  private int next(int cluster) throws IOException {
    int sector = cluster / ENTRIES_PER_SECTOR;
    if (sector != partSector) {
      part = part(sector);
      partSector = sector;
    }
    return part.getInt(cluster % ENTRIES_PER_SECTOR * Integer.BYTES) & CLUSTER_MASK;
  }

  private ByteBuffer part(int sector) throws IOException {
    ByteBuffer found = table.get(sector);
    if (found == null) {
      found = ByteBuffer.wrap(disk.read(tableStart + sector, 1)).order(ByteOrder.LITTLE_ENDIAN);
      table.put(sector, found);
    }
    return found;
  }
}
