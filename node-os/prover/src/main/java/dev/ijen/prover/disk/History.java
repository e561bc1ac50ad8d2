package dev.ijen.prover.disk;

import dev.ijen.prover.log.LogEntry;
import dev.ijen.prover.log.WriteLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All contents that the watched sectors of a disk ever had, in memory as numbers of versions: a
 * crashed disk is a choice among them and costs no copy.
 *
 * <p>Not safe for use by several threads.
 */
public final class History {
  private static final int FIRST_VERSIONS = 1 << 16;

  private final BaseDisk base;
  private final WriteLog log;
  private final Watched watched;
  private final List<Epoch> epochs;
  private final int[] newest; // by sector: its last version, 0 without one
  private int[] entryOf = new int[FIRST_VERSIONS]; // by version
  private int[] previous = new int[FIRST_VERSIONS]; // by version
  private int versions;

  /**
   * Indexes a log.
   *
   * @param base the disk before its first entry
   * @param watched the sectors that matter; others keep the content of the base
   */
  public History(BaseDisk base, WriteLog log, Watched watched) {
    this.base = base;
    this.log = log;
    this.watched = watched;
    this.newest = new int[Math.toIntExact(base.count())];
    var found = new ArrayList<Epoch>();
    var writes = new ArrayList<Integer>();
    int start = 0;
    for (int i = 0; i < log.entries().size(); i++) {
      LogEntry entry = log.entries().get(i);
      if (entry.kind() == LogEntry.Kind.FLUSH) {
        found.add(new Epoch(found.size(), start, i, writes));
        writes = new ArrayList<>();
        start = i + 1;
      } else if (watched.touchedBy(entry)) {
        writes.add(i);
        index(i, entry);
      }
    }
    found.add(new Epoch(found.size(), start, log.entries().size(), writes));
    this.epochs = List.copyOf(found);
  }

  private void index(int number, LogEntry entry) {
    long end = Math.min(entry.end(), newest.length);
    for (long sector = entry.sector(); sector < end; sector++) {
      if (watched.contains(sector)) {
        versions++;
        if (versions == entryOf.length) {
          entryOf = Arrays.copyOf(entryOf, 2 * versions);
          previous = Arrays.copyOf(previous, 2 * versions);
        }
        entryOf[versions] = number;
        previous[versions] = newest[(int) sector];
        newest[(int) sector] = versions;
      }
    }
  }

  /** The times between two flushes, in order. */
  public List<Epoch> epochs() {
    return epochs;
  }

  /** The log that this was made of. */
  public WriteLog log() {
    return log;
  }

  /** The disk before. */
  public BaseDisk base() {
    return base;
  }

  /** Indexes of entries that change any of these sectors, in order. */
  public int[] touching(long first, long count) {
    return epochs.stream()
        .flatMapToInt(epoch -> epoch.writes().stream().mapToInt(Integer::intValue))
        .filter(index -> log.entries().get(index).touches(first, count))
        .toArray();
  }

  /** The version of a sector if these writes of the epoch survive; 0 if none was ever written. */
  int version(long sector, Epoch epoch, Survivors survivors) {
    int version = newest[(int) sector];
    while (version != 0 && !holds(entryOf[version], sector, epoch, survivors)) {
      version = previous[version];
    }
    return version;
  }

  private static boolean holds(int entry, long sector, Epoch epoch, Survivors survivors) {
    return entry < epoch.start() || (entry < epoch.end() && survivors.has(epoch, entry, sector));
  }

  /** The bytes of a version of a sector. */
  byte[] bytes(long sector, int version) throws IOException {
    return version == 0
        ? base.read(sector, 1)
        : log.data(log.entries().get(entryOf[version]), sector);
  }
}
