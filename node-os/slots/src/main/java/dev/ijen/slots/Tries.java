package dev.ijen.slots;

/**
 * The counter in an entry's name: the loader takes one from {@code left} and adds one to {@code
 * done} before it starts the entry.
 *
 * @param left 0 to 9; with 0 the loader prefers any other entry
 * @param done at least 0
 */
public record Tries(int left, int done) {
  /** What an entry gets that is to be tried, or was proved good. */
  public static final Tries FRESH = new Tries(3, 0);

  /** Checks the ranges. */
  public Tries {
    if (left < 0 || left > 9 || done < 0) {
      throw new IllegalArgumentException("tries +%d-%d".formatted(left, done));
    }
  }

  /** After the loader has counted one attempt. */
  Tries counted() {
    return new Tries(Math.max(0, left - 1), Math.min(done + 1, EntryName.MAX_DONE));
  }

  /** After the node has given up on the entry. */
  Tries usedUp() {
    return new Tries(0, done);
  }

  @Override
  public String toString() {
    return done == 0 ? "+" + left : "+" + left + "-" + done;
  }
}
