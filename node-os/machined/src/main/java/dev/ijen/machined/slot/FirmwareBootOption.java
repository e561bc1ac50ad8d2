package dev.ijen.machined.slot;

import dev.ijen.linux.GptPartition;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * An entry of the firmware's own boot menu that starts our loader, as the firmware keeps it.
 *
 * @see <a href="https://uefi.org/specs/UEFI/2.10/03_Boot_Manager.html">UEFI 2.10, 3.1.3 and
 *     10.3.5</a>
 */
final class FirmwareBootOption {
  private static final String LOADER = "\\EFI\\systemd\\systemd-bootx64.efi";
  private static final int ACTIVE = 1;
  private static final byte MEDIA = 4;
  private static final byte HARD_DRIVE = 1;
  private static final byte FILE_PATH = 4;
  private static final byte GPT = 2;
  private static final byte BY_GUID = 2;
  private static final int HARD_DRIVE_BYTES = 42;
  private static final int NODE_BYTES = 4;

  private FirmwareBootOption() {}

  /**
   * The value of a variable {@code Boot####}.
   *
   * @param description that the menu shows
   * @param efi the partition that the loader is on
   */
  static byte[] encode(String description, GptPartition efi) {
    byte[] title = text(description);
    byte[] path = text(LOADER);
    int paths = HARD_DRIVE_BYTES + NODE_BYTES + path.length + NODE_BYTES;
    ByteBuffer out =
        ByteBuffer.allocate(Integer.BYTES + Short.BYTES + title.length + paths)
            .order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(ACTIVE).putShort((short) paths).put(title);
    out.put(MEDIA).put(HARD_DRIVE).putShort((short) HARD_DRIVE_BYTES).putInt(efi.number());
    out.putLong(efi.firstSector()).putLong(efi.lastSector() - efi.firstSector() + 1);
    putGuid(out, efi.id());
    out.put(GPT).put(BY_GUID);
    out.put(MEDIA).put(FILE_PATH).putShort((short) (NODE_BYTES + path.length)).put(path);
    out.put((byte) 0x7f).put((byte) 0xff).putShort((short) NODE_BYTES);
    return out.array();
  }

  private static byte[] text(String text) {
    return (text + '\0').getBytes(StandardCharsets.UTF_16LE);
  }

  /** The first three fields of a GUID are little-endian, the rest is in order (UEFI 2.10, A). */
  private static void putGuid(ByteBuffer out, UUID id) {
    long high = id.getMostSignificantBits();
    out.putInt((int) (high >>> 32)).putShort((short) (high >>> 16)).putShort((short) high);
    out.putLong(Long.reverseBytes(id.getLeastSignificantBits()));
  }
}
