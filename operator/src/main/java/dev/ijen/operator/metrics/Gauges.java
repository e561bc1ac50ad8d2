package dev.ijen.operator.metrics;

import dev.ijen.crds.Cluster;
import dev.ijen.crds.Machine;
import dev.ijen.crds.Rollout;
import dev.ijen.operator.Leadership;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gauges of what there is, from the caches of the reconcilers every ten seconds. Only the leader
 * has them, so that replicas do not count everything twice.
 */
@Singleton
public final class Gauges {
  private static final Logger LOG = LoggerFactory.getLogger(Gauges.class);
  private static final int PERIOD_SECONDS = 10;

  private final Leadership leadership;
  private final Map<String, MultiGauge> gauges = new LinkedHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private volatile Supplier<List<Machine>> machines = List::of;
  private volatile Supplier<List<Rollout>> rollouts = List::of;
  private volatile Supplier<List<Cluster>> clusters = List::of;

  Gauges(MeterRegistry registry, Leadership leadership) {
    this.leadership = leadership;
    Gauge.builder(Meters.LEADER, leadership, l -> l.isLeading() ? 1 : 0)
        .description("1 while this process leads")
        .register(registry);
    add(registry, Meters.MACHINES, "machines by phase");
    add(registry, Meters.DRIFTED, "machines whose node has something that it was not given");
    add(registry, Meters.OUTDATED, "machines whose node has another config than is desired");
    add(registry, Meters.ROLLOUTS, "rollouts that are not over");
    add(registry, Meters.WAITING, "rollouts that wait, by what for");
    add(registry, Meters.GRANTS, "machines that may be disrupted now");
    var _ = timer.scheduleWithFixedDelay(this::refresh, 1, PERIOD_SECONDS, TimeUnit.SECONDS);
  }

  private void add(MeterRegistry registry, String name, String description) {
    gauges.put(name, MultiGauge.builder(name).description(description).register(registry));
  }

  /** Where the Machines are. */
  public void machines(Supplier<List<Machine>> cache) {
    machines = cache;
  }

  /** Where the Rollouts are. */
  public void rollouts(Supplier<List<Rollout>> cache) {
    rollouts = cache;
  }

  /** Where the Clusters are. */
  public void clusters(Supplier<List<Cluster>> cache) {
    clusters = cache;
  }

  private void refresh() {
    try {
      show(
          leadership.isLeading()
              ? Census.of(machines.get(), rollouts.get(), clusters.get())
              : Census.of(List.of(), List.of(), List.of()));
    } catch (RuntimeException e) { // the timer would end without a word
      LOG.atWarn().setCause(e).log("gauges are old");
    }
  }

  private void show(Census census) {
    gauges.forEach(
        (name, gauge) ->
            gauge.register(
                census.counts(name).entrySet().stream()
                    .<MultiGauge.Row<?>>map(
                        count -> MultiGauge.Row.of(count.getKey(), count.getValue()))
                    .toList(),
                true));
  }

  @PreDestroy
  void close() {
    timer.shutdownNow();
  }
}
