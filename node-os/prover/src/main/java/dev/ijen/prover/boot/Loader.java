package dev.ijen.prover.boot;

import dev.ijen.prover.boot.BootFile.Ignored;
import dev.ijen.prover.boot.BootFile.Loads;
import dev.ijen.prover.boot.BootFile.Refused;
import dev.ijen.prover.boot.BootFile.SortFacts;
import dev.ijen.prover.boot.Verdict.Boots;
import dev.ijen.prover.boot.Verdict.Bricked;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * systemd-boot 257 in firmware that starts it by three boot entries, one after the other.
 *
 * <p>Entries without tries come last; then sort key, version (newest first), name (highest first),
 * tries left (most first), tries done (fewest first) decide. The loader counts by a rename before
 * it starts an entry. If the firmware refuses to load one, the loader ends and the next boot entry
 * of the firmware starts it again; a reset begins with the first.
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/257/systemd-boot.html">
 *     systemd-boot(7)</a>
 */
final class Loader {
  /** Boot entries of the firmware that start the loader. */
  static final int FIRMWARE_ENTRIES = 3;

  /**
   * Failed starts after which a whole entry must have come: three tries, and the two of the second
   * name that a rename leaves when its old and its new name are in different sectors.
   */
  static final int MOST_FAILED_TRIES = 5;

  private static final VersionOrder VERSIONS = new VersionOrder();

  private Loader() {}

  /** What happens when an image is started. */
  sealed interface Start {
    /** It comes up. */
    record Runs(String slot, String version, boolean trial) implements Start {}

    /** It resets the machine. */
    record Resets(String reason) implements Start {}

    /** Nobody knows what it does. */
    record Strays(String reason) implements Start {}
  }

  /** Starts an image. */
  @FunctionalInterface
  interface Machine {
    Start start(Loads image) throws IOException;
  }

  /**
   * Switches the machine on.
   *
   * @param found entries in the order of their folder
   */
  static Verdict boot(List<LoaderEntry> found, Machine machine) throws IOException {
    var entries = new ArrayList<>(found);
    entries.removeIf(entry -> entry.content() instanceof Ignored);
    int runs = 1;
    String reason = "";
    for (int failed = 0; failed <= MOST_FAILED_TRIES; failed++) {
      if (entries.isEmpty()) {
        return new Bricked("the loader finds no entry");
      }
      entries.sort(Loader::compare);
      LoaderEntry entry = entries.getFirst();
      entries.set(0, entry.taken());
      switch (entry.content()) {
        case Ignored _ -> throw new AssertionError("removed before");
        case Refused refused -> {
          reason = entry.file() + " is refused: " + refused.reason();
          runs++;
          if (runs > FIRMWARE_ENTRIES) {
            return new Bricked("the firmware has no more boot entries; " + reason);
          }
        }
        case Loads loads -> {
          switch (machine.start(loads)) {
            case Start.Runs is -> {
              return new Boots(entry.file(), is.slot, is.version, failed, is.trial);
            }
            case Start.Strays strays -> {
              return new Bricked(entry.file() + ": " + strays.reason);
            }
            case Start.Resets resets -> {
              reason = entry.file() + ": " + resets.reason;
              runs = 1;
            }
          }
        }
      }
    }
    return new Bricked("no entry came up in %d tries; %s".formatted(MOST_FAILED_TRIES + 1, reason));
  }

  private static int compare(LoaderEntry a, LoaderEntry b) {
    int result =
        Comparator.<LoaderEntry, Boolean>comparing(entry -> entry.left() == 0)
            .thenComparing(entry -> sort(entry).key())
            .thenComparing(entry -> sort(entry).version(), VERSIONS.reversed())
            .thenComparing(LoaderEntry::id, VERSIONS.reversed())
            .compare(a, b);
    if (result != 0 || !a.counts() || !b.counts()) {
      return result;
    }
    result = Integer.compare(b.left(), a.left());
    return result == 0 ? Integer.compare(a.done(), b.done()) : result;
  }

  private static SortFacts sort(LoaderEntry entry) {
    return switch (entry.content()) {
      case Ignored _ -> throw new AssertionError("removed before");
      case Refused refused -> refused.sort();
      case Loads loads -> loads.sort();
    };
  }
}
