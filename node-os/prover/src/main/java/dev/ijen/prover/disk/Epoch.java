package dev.ijen.prover.disk;

import java.util.Collections;
import java.util.List;

/**
 * The time between two flushes. Everything before it is durable. Of its own writes any may have
 * reached the disk when the power goes, whole or in part, in any order.
 *
 * @param number counts epochs from 0
 * @param start index of its first entry in the log
 * @param end index behind its last entry
 * @param writes indexes of its entries that change watched sectors, in order
 */
public record Epoch(int number, int start, int end, List<Integer> writes) {
  /** Copies the list. */
  public Epoch {
    writes = List.copyOf(writes);
  }

  /** Which of its writes an entry is, counted from 0; -1 if it changes no watched sector. */
  int ordinal(int entry) {
    int found = Collections.binarySearch(writes, entry);
    return found < 0 ? -1 : found;
  }
}
