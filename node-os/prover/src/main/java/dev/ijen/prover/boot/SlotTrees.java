package dev.ijen.prover.boot;

import dev.ijen.prover.disk.CrashState;
import dev.ijen.prover.disk.CrashedDisk;
import dev.ijen.prover.disk.Epoch;
import dev.ijen.prover.disk.History;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Checks the whole tree of a slot once for each content that it had durably; for a crashed disk it
 * looks again only at the blocks that the unflushed writes changed.
 */
final class SlotTrees {
  private static final int BLOCK_SECTORS = 8;

  private final History history;
  private final Map<Long, int[]> writes = new HashMap<>(); // by first sector of the slot
  private final Map<Durable, BitSet> known = new HashMap<>();
  private final Map<Question, Integer> answers = new HashMap<>(); // of the last disk

  SlotTrees(History history) {
    this.history = history;
  }

  /** A content: all writes to the slot up to a number. */
  private record Durable(String tree, long slot, int writes) {}

  /** What was asked about a disk. */
  private record Question(CrashState state, long slot, String tree) {}

  /** How many blocks are bad. */
  int bad(CrashedDisk disk, Partition slot, String argument) throws IOException, DamagedException {
    var question = new Question(disk.state(), slot.first(), argument);
    Integer answer = answers.get(question);
    if (answer == null) {
      answer = count(disk, slot, argument);
      answers.keySet().removeIf(other -> !other.state.equals(disk.state()));
      answers.put(question, answer);
    }
    return answer;
  }

  private int count(CrashedDisk disk, Partition slot, String argument)
      throws IOException, DamagedException {
    VerityTree tree = VerityTree.parse(argument);
    if ((long) tree.blocks() * BLOCK_SECTORS > slot.count()) {
      throw new DamagedException("verity: the tree reaches beyond " + slot.name());
    }
    int[] touching =
        writes.computeIfAbsent(slot.first(), first -> history.touching(first, slot.count()));
    int flushed = below(touching, disk.epoch().start());
    var durable = new Durable(argument, slot.first(), flushed);
    BitSet bad = known.get(durable);
    if (bad == null) {
      bad = tree.bad(new CrashedDisk(history, CrashState.durable(disk.epoch())), slot.first());
      known.put(durable, bad);
    }
    int pending = below(touching, disk.epoch().end());
    if (pending == flushed) {
      return bad.cardinality();
    }
    BitSet changed = changed(disk, slot, Arrays.copyOfRange(touching, flushed, pending));
    var now = (BitSet) bad.clone();
    tree.update(now, changed, disk, slot.first());
    return now.cardinality();
  }

  private BitSet changed(CrashedDisk disk, Partition slot, int[] entries) {
    Epoch epoch = disk.epoch();
    var changed = new BitSet();
    for (int entry : entries) {
      var write = history.log().entries().get(entry);
      long first = Math.max(write.sector(), slot.first());
      long end = Math.min(write.end(), slot.first() + slot.count());
      for (long sector = first; sector < end; sector++) {
        if (disk.state().survivors().has(epoch, entry, sector)) {
          changed.set((int) ((sector - slot.first()) / BLOCK_SECTORS));
        }
      }
    }
    return changed;
  }

  private static int below(int[] sorted, int limit) {
    int found = Arrays.binarySearch(sorted, limit);
    return found < 0 ? -found - 1 : found;
  }
}
