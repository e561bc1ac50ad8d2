package dev.ijen.prover.boot;

import dev.ijen.prover.boot.BootFile.Ignored;
import dev.ijen.prover.boot.BootFile.Loads;
import dev.ijen.prover.boot.BootFile.Refused;
import dev.ijen.prover.boot.BootFile.SortFacts;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a unified kernel image.
 *
 * @see <a href="https://uapi-group.org/specifications/specs/unified_kernel_image/">UAPI.5 Unified
 *     Kernel Image</a>
 * @see <a href="https://learn.microsoft.com/windows/win32/debug/pe-format">PE Format</a>
 */
public final class UkiReader {
  private static final int SECTION_HEADER_BYTES = 40;
  private static final int COFF_BYTES = 24;
  private static final int NAME_BYTES = 8;
  private static final List<String> NEEDED = List.of(".osrel", ".cmdline", ".linux", ".initrd");
  private static final List<String> KEY_FIELDS = List.of("IMAGE_ID", "ID");
  private static final List<String> VERSION_FIELDS =
      List.of("IMAGE_VERSION", "VERSION", "VERSION_ID", "BUILD_ID");

  private UkiReader() {}

  /** A section: bytes in memory, place and bytes in the file. */
  private record Section(int memory, int place, int bytes) {
    boolean within(int file) {
      return place >= 0 && bytes >= 0 && (long) place + bytes <= file;
    }
  }

  /** Judges the bytes of a file. */
  public static BootFile read(byte[] file) {
    Optional<Map<String, Section>> table = sections(file);
    if (table.isEmpty()) {
      return new Ignored("%d bytes that are no PE32+ file".formatted(file.length));
    }
    Map<String, Section> sections = table.get();
    Optional<String> release = text(file, sections.get(".osrel"));
    if (release.isEmpty()) {
      return new Ignored("no .osrel");
    }
    SortFacts sort = sort(release.get());
    for (Map.Entry<String, Section> section : sections.entrySet()) {
      if (!section.getValue().within(file.length)) {
        return new Refused(
            sort, "%s reaches beyond %d bytes".formatted(section.getKey(), file.length));
      }
    }
    if (!sections.keySet().containsAll(NEEDED)) {
      return new Refused(sort, "has only " + sections.keySet());
    }
    String words = text(file, sections.get(".cmdline")).orElse("");
    return new Loads(sort, HexFormat.of().formatHex(Sha256.of(file)), words);
  }

  /**
   * The content of a section.
   *
   * @throws DamagedException when the file has none, or not all of it
   */
  public static byte[] section(byte[] file, String name) throws DamagedException {
    return sections(file)
        .map(sections -> sections.get(name))
        .filter(section -> section.within(file.length))
        .map(section -> bytes(file, section))
        .orElseThrow(() -> new DamagedException("UKI: no whole section " + name));
  }

  private static byte[] bytes(byte[] file, Section section) {
    int length = Math.min(section.memory, section.bytes);
    return Arrays.copyOfRange(file, section.place, section.place + length);
  }

  private static Optional<Map<String, Section>> sections(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    if (file.length < 64 || in.getShort(0) != 0x5a4d) {
      return Optional.empty();
    }
    int pe = in.getInt(0x3c);
    if (pe < 0 || pe > file.length - COFF_BYTES - 2 || in.getInt(pe) != 0x4550) {
      return Optional.empty();
    }
    int count = Short.toUnsignedInt(in.getShort(pe + 6));
    int table = pe + COFF_BYTES + Short.toUnsignedInt(in.getShort(pe + 20));
    if (in.getShort(pe + COFF_BYTES) != 0x20b
        || (long) table + (long) count * SECTION_HEADER_BYTES > file.length) {
      return Optional.empty();
    }
    var sections = new LinkedHashMap<String, Section>();
    for (int i = 0; i < count; i++) {
      int at = table + i * SECTION_HEADER_BYTES;
      String name = new String(file, at, NAME_BYTES, StandardCharsets.US_ASCII).replace("\0", "");
      sections.putIfAbsent(
          name, new Section(in.getInt(at + 8), in.getInt(at + 20), in.getInt(at + 16)));
    }
    return Optional.of(sections);
  }

  private static Optional<String> text(byte[] file, @Nullable Section section) {
    return Optional.ofNullable(section)
        .filter(found -> found.within(file.length))
        .map(found -> new String(bytes(file, found), StandardCharsets.UTF_8));
  }

  private static SortFacts sort(String release) {
    var fields = new HashMap<String, String>();
    for (String line : release.split("\n", -1)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        fields.put(line.substring(0, equals), line.substring(equals + 1).replace("\"", ""));
      }
    }
    return new SortFacts(first(fields, KEY_FIELDS), first(fields, VERSION_FIELDS));
  }

  private static String first(Map<String, String> fields, List<String> names) {
    return names.stream()
        .flatMap(name -> Stream.ofNullable(fields.get(name)))
        .findFirst()
        .orElse("");
  }
}
