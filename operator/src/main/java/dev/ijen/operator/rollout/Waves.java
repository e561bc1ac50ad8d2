package dev.ijen.operator.rollout;

import dev.ijen.crds.RolloutSpec.Wave;
import dev.ijen.crds.Strategy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts machines in order and cuts them into waves. Pure. */
public final class Waves {
  private Waves() {}

  /**
   * A machine that waits to be put in order.
   *
   * @param name its name
   * @param zone where it stands, empty when unknown
   * @param created RFC 3339, when its object was made
   */
  public record Candidate(String name, String zone, String created) {}

  /** The waves of a plan: the canary first, then as the strategy says. */
  public static List<Wave> plan(List<Candidate> candidates, Strategy strategy) {
    List<String> names = candidates.stream().sorted(order(strategy)).map(Candidate::name).toList();
    var waves = new ArrayList<Wave>();
    int begin = 0;
    Strategy.Canary canary = strategy.canary();
    if (canary != null && !names.isEmpty()) {
      begin = Math.min(canary.count(), names.size());
      waves.add(new Wave("canary", names.subList(0, begin), canary.soak()));
    }
    List<String> rest = names.subList(begin, names.size());
    int from = 0;
    for (Strategy.WaveShare share : strategy.waves()) {
      int to = Math.max(from, (rest.size() * share.percent() + 99) / 100);
      if (to > from) {
        waves.add(wave(waves, rest.subList(from, to), share.soak()));
      }
      from = to;
    }
    if (from < rest.size()) {
      waves.add(wave(waves, rest.subList(from, rest.size()), "0s"));
    }
    return List.copyOf(waves);
  }

  private static Wave wave(List<Wave> before, List<String> machines, String soak) {
    long number = before.stream().filter(wave -> !wave.name().equals("canary")).count() + 1;
    return new Wave("wave-" + number, machines, soak);
  }

  private static Comparator<Candidate> order(Strategy strategy) {
    Comparator<Candidate> byName = Comparator.comparing(Candidate::name);
    Comparator<Candidate> byAge = Comparator.comparing(Candidate::created).thenComparing(byName);
    return switch (strategy.order()) {
      case ZONE_THEN_AGE -> Comparator.comparing(Candidate::zone).thenComparing(byAge);
      case OLDEST_FIRST -> byAge;
      case NAME -> byName;
    };
  }
}
