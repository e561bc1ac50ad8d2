package dev.ijen.prover;

import dev.ijen.prover.boot.KnownImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A disk of 24 MiB with all that the checker looks at, and the image of an upgrade for its slot B.
 */
final class TinyDisk {
  static final int SECTOR = 512;
  static final int EFI = 2048;
  static final int SLOT_SECTORS = 2048;
  static final int SLOT_A = EFI + 32_768;
  static final int SLOT_B = SLOT_A + SLOT_SECTORS;
  static final int META = SLOT_B + SLOT_SECTORS;
  static final String ENTRIES = "EFI/Linux";

  private static final int SECTORS = META + 4096;
  private static final int BLOCKS = 200;
  private static final int ENTRY_BYTES = 128;

  private final byte[] content = new byte[SECTORS * SECTOR];
  final ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
  final TinyFat efi;
  final TinyVerity oldRoot = TinyVerity.of((byte) 1, BLOCKS);
  final TinyVerity newRoot = TinyVerity.of((byte) 2, BLOCKS);
  final byte[] oldUki = TinyUki.of("1.0", "a", oldRoot.argument);
  final byte[] newUki = TinyUki.of("2.0", "b", newRoot.argument);

  /** A disk that boots slot A by an entry of this name. */
  TinyDisk(String entry) throws Exception {
    partitions();
    efi = new TinyFat(bytes.slice(EFI * SECTOR, (SLOT_A - EFI) * SECTOR));
    efi.folder("", "EFI");
    efi.folder("", "loader");
    efi.folder("EFI", "BOOT");
    efi.folder("EFI", "systemd");
    efi.folder("EFI", "Linux");
    byte[] loader = "the loader".getBytes(StandardCharsets.US_ASCII);
    efi.file("EFI/BOOT", "BOOTX64.EFI", loader);
    efi.file("EFI/systemd", "systemd-bootx64.efi", loader);
    efi.file("loader", "loader.conf", "timeout 0\n".getBytes(StandardCharsets.US_ASCII));
    efi.file(ENTRIES, entry, oldUki);
    bytes.put(SLOT_A * SECTOR, oldRoot.image);
  }

  /** Both images; the new one never proves itself. */
  List<KnownImage> images() throws Exception {
    return List.of(
        new KnownImage(TinyUki.sha256(oldUki), "1.0", 0),
        new KnownImage(TinyUki.sha256(newUki), "2.0", KnownImage.NEVER));
  }

  /** Saves it as it is now. */
  Path save(Path file) throws Exception {
    return Files.write(file, content);
  }

  private void partitions() {
    bytes.put(450, (byte) 0xee).putInt(454, 1).putInt(458, SECTORS - 1);
    bytes.putShort(510, (short) 0xaa55);
    ByteBuffer table = ByteBuffer.allocate(128 * ENTRY_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    int[] starts = {EFI, SLOT_A, SLOT_B, META, META + SLOT_SECTORS};
    String[] names = {"EFI", "BOOT-A", "BOOT-B", "META"};
    for (int i = 0; i < names.length; i++) {
      int at = i * ENTRY_BYTES;
      table.putLong(at, 1).putLong(at + 8, 2).putLong(at + 16, i + 1).putLong(at + 24, 3);
      table.putLong(at + 32, starts[i]).putLong(at + 40, starts[i + 1] - 1);
      table.put(at + 56, names[i].getBytes(StandardCharsets.UTF_16LE));
    }
    bytes.put(2 * SECTOR, table, 0, table.capacity());
    bytes.put((SECTORS - 33) * SECTOR, table, 0, table.capacity());
    header(1, SECTORS - 1, 2, table);
    header(SECTORS - 1, 1, SECTORS - 33, table);
  }

  private void header(long self, long other, long place, ByteBuffer table) {
    ByteBuffer header = ByteBuffer.allocate(92).order(ByteOrder.LITTLE_ENDIAN);
    header.put("EFI PART".getBytes(StandardCharsets.US_ASCII)).putInt(0x10000).putInt(92);
    header.putLong(24, self).putLong(32, other).putLong(40, 34).putLong(48, SECTORS - 34);
    header.putLong(56, 7).putLong(64, 8).putLong(72, place).putInt(80, 128).putInt(84, ENTRY_BYTES);
    header.putInt(88, crc(table)).putInt(16, crc(header));
    bytes.put((int) self * SECTOR, header, 0, header.capacity());
  }

  private static int crc(ByteBuffer bytes) {
    var crc = new CRC32();
    crc.update(bytes.duplicate().rewind());
    return (int) crc.getValue();
  }
}
