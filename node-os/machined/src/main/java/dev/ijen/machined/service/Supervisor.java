package dev.ijen.machined.service;

import dev.ijen.machined.event.EventBus;
import dev.ijen.machined.event.NodeEvent.Health;
import dev.ijen.machined.event.NodeEvent.ServiceStateEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the node's services: starts them when what they need is up, and ends them in turn. */
public final class Supervisor {
  private static final Logger log = LoggerFactory.getLogger(Supervisor.class);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final Map<String, ServiceRun> runs = new ConcurrentSkipListMap<>();
  private final CopyOnWriteArrayList<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Clock clock;
  private final EventBus events;
  private volatile boolean closing;

  /** A supervisor of no service. */
  public Supervisor(Clock clock, EventBus events) {
    this.clock = clock;
    this.events = events;
  }

  /** Makes a service known; one of the same id must not be known yet. */
  public void load(Service service) {
    var run = new ServiceRun(service, this::look, clock, this::changed);
    if (runs.putIfAbsent(service.id(), run) != null) {
      throw new IllegalArgumentException("service " + service.id() + " is known already");
    }
    listeners.forEach(Runnable::run);
  }

  /** Calls the listener after every change of any service; it must not wait. */
  public void addListener(Runnable listener) {
    listeners.add(listener);
  }

  /** Stops telling the listener. */
  public void removeListener(Runnable listener) {
    listeners.remove(listener);
  }

  /** All services that are known, by id. */
  public List<ServiceStatus> list() {
    return runs.values().stream().map(ServiceRun::status).toList();
  }

  /** The service of this id, if it is known. */
  public Optional<ServiceStatus> find(String id) {
    return Optional.ofNullable(look(id));
  }

  /** Whether users may start and stop it by the API. */
  public boolean controllable(String id) {
    ServiceRun run = runs.get(id);
    return run != null && run.service().controllable();
  }

  /**
   * Starts a service unless it is started already; does not wait for what it needs.
   *
   * @throws IllegalArgumentException when it is not known
   * @throws IllegalStateException when the node is stopping
   */
  public void start(String id) {
    if (closing) {
      throw new IllegalStateException("service " + id + ": the node is stopping its services");
    }
    run(id).start();
  }

  /** Starts all services that are known. */
  public void startAll() {
    StartOrder.of(services()).forEach(this::start);
  }

  /**
   * Ends a service and waits until it has.
   *
   * @throws TimeoutException when it has not ended in time
   */
  public void stop(String id, Duration timeout) throws InterruptedException, TimeoutException {
    run(id).stop(timeout);
  }

  /** Ends all services, each after those that need it, and lets none start again. */
  public void stopAll(Duration timeoutEach) throws InterruptedException {
    closing = true;
    for (String id : StartOrder.of(services()).reversed()) {
      try {
        stop(id, timeoutEach);
      } catch (TimeoutException e) {
        log.atWarn().addKeyValue("service", id).log("service did not end in time, going on");
      }
    }
  }

  /**
   * Waits until all services that hold the boot are up or have ended as they should.
   *
   * @throws TimeoutException names those that have not, with their states
   */
  public void awaitSettled(Duration timeout) throws InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!holdingBoot().allMatch(ServiceStatus::settled)) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException("services not up: " + unsettled());
      }
      Thread.sleep(LOOK);
    }
  }

  /**
   * Waits until a service is up, or until the time is over.
   *
   * @return whether it is
   */
  public boolean awaitUp(String id, Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (find(id).filter(ServiceStatus::up).isEmpty()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(LOOK);
    }
    return true;
  }

  private String unsettled() {
    return holdingBoot()
        .filter(status -> !status.settled())
        .map(status -> status.id() + " " + status.state().text() + " (" + status.message() + ")")
        .reduce((a, b) -> a + ", " + b)
        .orElse("none");
  }

  /** Those without which the node has not booted, by id. */
  public List<ServiceStatus> listHoldingBoot() {
    return holdingBoot().toList();
  }

  private Stream<ServiceStatus> holdingBoot() {
    return runs.values().stream().filter(run -> run.service().holdsBoot()).map(ServiceRun::status);
  }

  private Collection<Service> services() {
    return runs.values().stream().map(ServiceRun::service).toList();
  }

  private ServiceRun run(String id) {
    ServiceRun run = runs.get(id);
    if (run == null) {
      throw new IllegalArgumentException("service \"" + id + "\" not defined");
    }
    return run;
  }

  private @Nullable ServiceStatus look(String id) {
    ServiceRun run = runs.get(id);
    return run == null ? null : run.status();
  }

  private void changed(ServiceStatus status) {
    ServiceHealth health = status.health();
    events.publish(
        new ServiceStateEvent(
            status.id(),
            status.state().number(),
            status.message(),
            new Health(
                health.unknown(),
                health.healthy(),
                health.message(),
                health.changed().toEpochMilli())));
    log.atInfo()
        .addKeyValue("service", status.id())
        .addKeyValue("state", status.state().text())
        .addKeyValue("message", status.message())
        .log("service state");
    listeners.forEach(Runnable::run);
  }
}
