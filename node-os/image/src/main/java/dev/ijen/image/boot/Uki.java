package dev.ijen.image.boot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A unified kernel image: systemd's EFI stub with sections appended that hold kernel, initramfs and
 * command line. Equal input gives equal bytes.
 *
 * @see <a href="https://uapi-group.org/specifications/specs/unified_kernel_image/">UAPI.5 Unified
 *     Kernel Image</a>
 * @see <a href="https://learn.microsoft.com/windows/win32/debug/pe-format">PE Format</a>
 */
public final class Uki {
  private static final int SECTION_HEADER_BYTES = 40;
  private static final int INITIALIZED_DATA_READ = 0x4000_0040;
  private static final int COFF_BYTES = 24; // signature and file header
  private static final int SECTION_ALIGNMENT = 32; // offsets in the optional header
  private static final int FILE_ALIGNMENT = 36;
  private static final int SIZE_OF_IMAGE = 56;
  private static final int SIZE_OF_HEADERS = 60;
  private static final int NAME_BYTES = 8;

  private final SequencedMap<String, byte[]> sections = new LinkedHashMap<>();

  /** Adds a section of text. */
  public Uki text(String name, String content) {
    return section(name, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a section; the name has at most 8 bytes. */
  public Uki section(String name, byte[] content) {
    if (name.length() > NAME_BYTES) {
      throw new IllegalArgumentException("PE section name " + name + " is longer than 8");
    }
    sections.put(name, content.clone());
    return this;
  }

  /**
   * Appends the sections to the stub.
   *
   * @throws IOException if the stub is no PE32+ file or has no room for that many section headers
   */
  public byte[] build(byte[] stub) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(stub).order(ByteOrder.LITTLE_ENDIAN);
    int pe = in.getInt(0x3c);
    if (in.getShort(0) != 0x5a4d || in.getInt(pe) != 0x4550 || in.getShort(pe + 24) != 0x20b) {
      throw new IOException("EFI stub: not a PE32+ file");
    }
    int count = Short.toUnsignedInt(in.getShort(pe + 6));
    int optional = pe + COFF_BYTES;
    int table = optional + Short.toUnsignedInt(in.getShort(pe + 20));
    int tableEnd = table + (count + sections.size()) * SECTION_HEADER_BYTES;
    if (tableEnd > in.getInt(optional + SIZE_OF_HEADERS)) {
      throw new IOException(
          "EFI stub: no room for %d more section headers".formatted(sections.size()));
    }
    int sectionAlignment = in.getInt(optional + SECTION_ALIGNMENT);
    int fileAlignment = in.getInt(optional + FILE_ALIGNMENT);

    int fileOffset = align(stub.length, fileAlignment);
    int size = fileOffset;
    for (byte[] content : sections.values()) {
      size += align(content.length, fileAlignment);
    }
    ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    out.put(stub);
    int address = align(in.getInt(optional + SIZE_OF_IMAGE), sectionAlignment);
    int header = table + count * SECTION_HEADER_BYTES;
    for (Map.Entry<String, byte[]> section : sections.entrySet()) {
      byte[] content = section.getValue();
      int fileBytes = align(content.length, fileAlignment);
      out.put(header, new byte[SECTION_HEADER_BYTES]);
      out.put(header, section.getKey().getBytes(StandardCharsets.US_ASCII));
      out.putInt(header + 8, content.length); // VirtualSize: what the stub reads
      out.putInt(header + 12, address);
      out.putInt(header + 16, fileBytes);
      out.putInt(header + 20, fileOffset);
      out.putInt(header + 36, INITIALIZED_DATA_READ);
      out.put(fileOffset, content);
      header += SECTION_HEADER_BYTES;
      fileOffset += fileBytes;
      address = align(address + content.length, sectionAlignment);
    }
    out.putShort(pe + 6, (short) (count + sections.size()));
    out.putInt(optional + SIZE_OF_IMAGE, address);
    return out.array();
  }

  private static int align(int value, int alignment) {
    return Math.ceilDiv(value, alignment) * alignment;
  }
}
