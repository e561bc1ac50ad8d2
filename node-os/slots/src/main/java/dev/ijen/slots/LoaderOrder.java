package dev.ijen.slots;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What systemd-boot 257 does with the entries: those with no tries left come last, then the newer
 * generation comes first, then the one with more tries left, then the one tried less often. Empty
 * files are skipped. It counts an attempt by a rename before it starts the entry, and takes an
 * entry with no tries left when there is no other.
 *
 * <p>This holds because all our entries have one sort key and one version in {@code .osrel} and no
 * default is ever set.
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/257/systemd-boot.html">
 *     systemd-boot(7)</a>
 */
public final class LoaderOrder {
  private static final Comparator<Entry> ORDER =
      Comparator.comparing((Entry entry) -> entry.name().exhausted())
          .thenComparing(
              Comparator.<Entry>comparingInt(entry -> entry.name().generation()).reversed())
          .thenComparing(entry -> entry.name().slot(), Comparator.reverseOrder())
          .thenComparing(Comparator.comparingInt(LoaderOrder::left).reversed())
          .thenComparingInt(LoaderOrder::done);

  private LoaderOrder() {}

  /**
   * One attempt of the loader.
   *
   * @param taken the entry that it starts, under the name that it has then
   * @param after all entries as they are then
   */
  public record Attempt(Entry taken, List<Entry> after) {
    /** Copies the list. */
    public Attempt {
      after = List.copyOf(after);
    }
  }

  /** The entry that the loader takes next; empty if there is none. */
  public static Optional<Entry> next(Collection<Entry> entries) {
    return entries.stream().filter(entry -> !entry.empty()).min(ORDER);
  }

  /** Takes and counts the next entry; empty if there is none. */
  public static Optional<Attempt> attempt(Collection<Entry> entries) {
    return next(entries)
        .map(
            entry -> {
              Entry taken = counted(entry);
              var after = new ArrayList<Entry>(entries);
              after.set(after.indexOf(entry), taken);
              return new Attempt(taken, after);
            });
  }

  /** The entries that the loader takes in so many attempts, if all of them fail. */
  public static List<Entry> attempts(Collection<Entry> entries, int count) {
    var taken = new ArrayList<Entry>();
    Collection<Entry> now = entries;
    for (int i = 0; i < count; i++) {
      Optional<Attempt> attempt = attempt(now);
      if (attempt.isEmpty()) {
        break;
      }
      taken.add(attempt.get().taken());
      now = attempt.get().after();
    }
    return List.copyOf(taken);
  }

  private static Entry counted(Entry entry) {
    return entry
        .name()
        .tries()
        .map(tries -> Entry.of(entry.name().with(tries.counted()), entry.bytes()))
        .orElse(entry);
  }

  private static int left(Entry entry) {
    return entry.name().tries().map(Tries::left).orElse(Integer.MAX_VALUE);
  }

  private static int done(Entry entry) {
    return entry.name().tries().map(Tries::done).orElse(0);
  }
}
