package dev.ijen.prover.state;

import dev.ijen.prover.disk.CrashState;
import dev.ijen.prover.disk.Epoch;
import dev.ijen.prover.disk.Survivors;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.SequencedSet;

/**
 * Which states of a log to look at. Prefixes come first, all of them. Where few writes are between
 * two flushes, every subset of them follows. The rest are drawn: all writes but one, whole writes
 * by lot, single sectors by lot; as often where few writes decide as where many fill a partition.
 *
 * @param states how many at least; prefixes and subsets are never cut
 * @param seed of the draws
 */
public record Plan(int states, long seed) {
  private static final int WRITES_FOR_ALL_SUBSETS = 5;
  private static final int MOST_MISSES = 50;
  private static final int[] PERCENTS = {5, 25, 50, 75, 95};

  /** The states, each once. */
  public SequencedSet<CrashState> of(List<Epoch> epochs) {
    var states = new LinkedHashSet<CrashState>();
    for (Epoch epoch : epochs) {
      for (int count = 0; count <= epoch.writes().size(); count++) {
        states.add(new CrashState(epoch.number(), new Survivors.First(count)));
      }
    }
    List<Epoch> busy = epochs.stream().filter(epoch -> !epoch.writes().isEmpty()).toList();
    busy.forEach(epoch -> states.addAll(subsets(epoch)));
    var random = new Random(seed);
    int misses = 0;
    while (states.size() < this.states && misses < MOST_MISSES && !busy.isEmpty()) {
      Epoch epoch = busy.get(random.nextInt(busy.size()));
      misses = states.add(draw(epoch, random)) ? 0 : misses + 1;
    }
    return states;
  }

  /** All subsets that are no prefix, of few writes. */
  private static List<CrashState> subsets(Epoch epoch) {
    var subsets = new ArrayList<CrashState>();
    int writes = epoch.writes().size();
    if (writes <= WRITES_FOR_ALL_SUBSETS) {
      for (long mask = 1; mask < 1L << writes; mask++) {
        if ((mask & mask + 1) != 0) {
          subsets.add(new CrashState(epoch.number(), new Survivors.Chosen(mask)));
        }
      }
    }
    return subsets;
  }

  private static CrashState draw(Epoch epoch, Random random) {
    int percent = PERCENTS[random.nextInt(PERCENTS.length)];
    Survivors survivors =
        switch (random.nextInt(3)) {
          case 0 -> new Survivors.AllBut(random.nextInt(epoch.writes().size()));
          case 1 -> new Survivors.Lot(random.nextInt(), percent);
          default -> new Survivors.Torn(random.nextInt(), percent);
        };
    return new CrashState(epoch.number(), survivors);
  }
}
