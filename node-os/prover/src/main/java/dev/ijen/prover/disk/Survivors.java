package dev.ijen.prover.disk;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of the writes of an epoch a power cut leaves on the disk. Where several wrote a sector, the
 * last that survives is there. Pure: equal values choose equally, so a name replays a state.
 */
public sealed interface Survivors {
  /** Whether what the entry wrote to the sector is on the disk. */
  boolean has(Epoch epoch, int entry, long sector);

  /** The first writes, in the order of the log. */
  record First(int count) implements Survivors {
    @Override
    public boolean has(Epoch epoch, int entry, long sector) {
      return entry < (count == epoch.writes().size() ? epoch.end() : epoch.writes().get(count));
    }

    @Override
    public String toString() {
      return "first:" + count;
    }
  }

  /**
   * Chosen ones among the first 63 writes, and no other.
   *
   * @param mask bit n stands for the n-th write
   */
  record Chosen(long mask) implements Survivors {
    @Override
    public boolean has(Epoch epoch, int entry, long sector) {
      int ordinal = epoch.ordinal(entry);
      return ordinal >= 0 && ordinal < Long.SIZE - 1 && (mask >>> ordinal & 1) == 1;
    }

    @Override
    public String toString() {
      return "chosen:" + mask;
    }
  }

  /** All but one of the writes. */
  record AllBut(int missing) implements Survivors {
    @Override
    public boolean has(Epoch epoch, int entry, long sector) {
      return epoch.ordinal(entry) != missing;
    }

    @Override
    public String toString() {
      return "allbut:" + missing;
    }
  }

  /**
   * Whole writes by lot.
   *
   * @param percent how many survive
   */
  record Lot(long seed, int percent) implements Survivors {
    @Override
    public boolean has(Epoch epoch, int entry, long sector) {
      return Draw.percent(seed, entry, 0) < percent;
    }

    @Override
    public String toString() {
      return "lot:%d:%d".formatted(seed, percent);
    }
  }

  /**
   * Single sectors by lot: writes are torn at the size that disks promise to write at once.
   *
   * @param percent how many survive
   */
  record Torn(long seed, int percent) implements Survivors {
    @Override
    public boolean has(Epoch epoch, int entry, long sector) {
      return Draw.percent(seed, entry, sector) < percent;
    }

    @Override
    public String toString() {
      return "torn:%d:%d".formatted(seed, percent);
    }
  }

  /**
   * Reads what {@code toString} wrote.
   *
   * @throws IllegalArgumentException for anything else
   */
  static Survivors parse(String text) {
    Matcher matcher = Draw.NAME.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("survivors: " + text);
    }
    long first = Long.parseLong(matcher.group(2));
    int second = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
    return switch (matcher.group(1)) {
      case "first" -> new First((int) first);
      case "chosen" -> new Chosen(first);
      case "allbut" -> new AllBut((int) first);
      case "lot" -> new Lot(first, second);
      default -> new Torn(first, second);
    };
  }

  /** A lot that needs no memory: the same question always has the same answer. */
  final class Draw {
    private static final Pattern NAME =
        Pattern.compile("(first|chosen|allbut|lot|torn):(-?\\d+)(?::(\\d+))?");

    private Draw() {}

    /** SplitMix64's finalizer over the three. */
    private static int percent(long seed, int entry, long sector) {
      long z = seed + entry * 0x9e37_79b9_7f4a_7c15L + sector * 0xbf58_476d_1ce4_e5b9L;
      z = (z ^ z >>> 30) * 0xbf58_476d_1ce4_e5b9L;
      z = (z ^ z >>> 27) * 0x94d0_49bb_1331_11ebL;
      return (int) Long.remainderUnsigned(z ^ z >>> 31, 100);
    }
  }
}
