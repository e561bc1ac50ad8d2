package dev.ijen.operator.sim;

import java.util.ArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Random rollouts. {@code -Dijen.sim.seed=N} replays one; {@code -Dijen.sim.runs=100000} is the
 * nightly size.
 */
class SimulationTest {
  private static final int THREADS = 2;

  @Test
  void noRolloutBreaksARule() throws Exception {
    Long seed = Long.getLong("ijen.sim.seed");
    if (seed != null) {
      run(seed);
      return;
    }
    long runs = Long.getLong("ijen.sim.runs", 1000);
    long first = Long.getLong("ijen.sim.first", 1);
    try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
      var futures = new ArrayList<Future<?>>();
      for (int thread = 0; thread < THREADS; thread++) {
        long begin = first + thread;
        futures.add(
            pool.submit(
                () -> {
                  for (long next = begin; next < first + runs; next += THREADS) {
                    run(next);
                  }
                  return null;
                }));
      }
      for (Future<?> future : futures) {
        future.get();
      }
    }
  }

  private static void run(long seed) throws Exception {
    try (var simulation = new Simulation(seed)) {
      try {
        simulation.run();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "replay with -Dijen.sim.seed=" + seed + "\n" + simulation.story(), e);
      }
    }
  }
}
