package dev.ijen.prover.boot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The entries of a FAT folder. A long name counts only if all its parts stand before the entry in
 * order and carry the checksum of its short name; otherwise the short name is the name.
 */
final class FatFolder {
  private static final int ENTRY_BYTES = 32;
  private static final int FREE = 0xe5;
  private static final int LONG_NAME = 0x0f;
  private static final int VOLUME = 0x08;
  private static final int FOLDER = 0x10;
  private static final int LAST_PART = 0x40;
  private static final int PART_MASK = 0x1f;
  private static final int PART_LENGTH = 13;
  private static final int[] PART_PLACES = {1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30};
  private static final int SHORT_NAME_BYTES = 11;
  private static final int STEM_BYTES = 8;

  private final List<FatEntry> entries = new ArrayList<>();
  private StringBuilder longName = new StringBuilder();
  private int nextPart;
  private byte checksum;

  private FatFolder() {}

  static List<FatEntry> read(byte[] content) {
    var folder = new FatFolder();
    ByteBuffer all = ByteBuffer.wrap(content);
    for (int at = 0; at < content.length && content[at] != 0; at += ENTRY_BYTES) {
      folder.add(all.slice(at, ENTRY_BYTES).order(ByteOrder.LITTLE_ENDIAN));
    }
    return List.copyOf(folder.entries);
  }

  static Optional<FatEntry> find(List<FatEntry> folder, String name) {
    return folder.stream().filter(entry -> entry.name().equalsIgnoreCase(name)).findFirst();
  }

  private void add(ByteBuffer entry) {
    int attributes = entry.get(11) & 0x3f;
    if ((entry.get(0) & 0xff) == FREE) {
      forget();
    } else if (attributes == LONG_NAME) {
      part(entry);
    } else {
      if ((attributes & VOLUME) == 0) {
        int cluster = entry.getShort(20) << 16 | Short.toUnsignedInt(entry.getShort(26));
        boolean folder = (attributes & FOLDER) != 0;
        entries.add(
            new FatEntry(name(entry), folder, cluster, Integer.toUnsignedLong(entry.getInt(28))));
      }
      forget();
    }
  }

  private void forget() {
    longName = new StringBuilder();
    nextPart = 0;
  }

  private void part(ByteBuffer entry) {
    int number = entry.get(0) & PART_MASK;
    if ((entry.get(0) & LAST_PART) != 0) {
      forget();
      checksum = entry.get(13);
    } else if (number != nextPart || number == 0 || entry.get(13) != checksum) {
      forget();
      return;
    }
    char[] letters = new char[PART_LENGTH];
    int length = 0;
    while (length < PART_LENGTH && entry.getChar(PART_PLACES[length]) != 0) {
      letters[length] = entry.getChar(PART_PLACES[length]);
      length++;
    }
    longName.insert(0, letters, 0, length);
    nextPart = number - 1;
  }

  private String name(ByteBuffer entry) {
    byte[] bytes = new byte[SHORT_NAME_BYTES];
    entry.get(0, bytes);
    if (longName.length() > 0 && nextPart == 0 && checksum == checksum(bytes)) {
      return longName.toString();
    }
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    String stem = text.substring(0, STEM_BYTES).stripTrailing();
    String extension = text.substring(STEM_BYTES).stripTrailing();
    return extension.isEmpty() ? stem : stem + '.' + extension;
  }

  private static byte checksum(byte[] shortName) {
    int sum = 0;
    for (byte one : shortName) {
      sum = ((sum & 1) << 7) + ((sum & 0xff) >>> 1) + one & 0xff;
    }
    return (byte) sum;
  }
}
