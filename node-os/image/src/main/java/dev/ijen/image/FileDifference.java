package dev.ijen.image;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Where two files differ and in which bytes, so that the log of a build is enough to find out why:
 * the files of one that ran elsewhere are gone.
 */
public final class FileDifference {
  private static final int MOST_PLACES = 16;
  private static final int MOST_BYTES_OF_A_PLACE = 16;

  private final List<Place> places = new ArrayList<>();
  private long bytes;

  private FileDifference() {}

  /** Bytes in a row that differ, as far as they are quoted. */
  private record Place(long offset, StringBuilder first, StringBuilder second) {
    boolean holds(long position) {
      return position == offset + first.length() / 2 && first.length() / 2 < MOST_BYTES_OF_A_PLACE;
    }

    void add(int one, int other) {
      HexFormat.of().toHexDigits(first, (byte) one);
      HexFormat.of().toHexDigits(second, (byte) other);
    }

    @Override
    public String toString() {
      return "%d (%s, then %s)".formatted(offset, first, second);
    }
  }

  /**
   * One line; empty if the files are equal.
   *
   * @throws IOException if one of them cannot be read
   */
  public static String describe(Path first, Path second) throws IOException {
    long size = Files.size(first);
    if (size != Files.size(second)) {
      return "%d bytes, then %d".formatted(size, Files.size(second));
    }
    var difference = new FileDifference();
    try (InputStream one = new BufferedInputStream(Files.newInputStream(first));
        InputStream other = new BufferedInputStream(Files.newInputStream(second))) {
      for (long position = 0; position < size; position++) {
        difference.compare(position, one.read(), other.read());
      }
    }
    return difference.bytes == 0 ? "" : difference.describe(size);
  }

  private void compare(long position, int one, int other) {
    if (one == other) {
      return;
    }
    bytes++;
    if (places.isEmpty() || !places.getLast().holds(position)) {
      if (places.size() == MOST_PLACES) {
        return;
      }
      places.add(new Place(position, new StringBuilder(), new StringBuilder()));
    }
    places.getLast().add(one, other);
  }

  private String describe(long size) {
    String quoted = String.join(", ", places.stream().map(Place::toString).toList());
    boolean all = places.stream().mapToLong(place -> place.first.length() / 2).sum() == bytes;
    return "%d of %d bytes, at %s%s".formatted(bytes, size, quoted, all ? "" : ", …");
  }
}
