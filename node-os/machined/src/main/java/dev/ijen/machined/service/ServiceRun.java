package dev.ijen.machined.service;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One service's life: a thread from the wish to start it until it has ended for good. */
final class ServiceRun {
  private static final Logger log = LoggerFactory.getLogger(ServiceRun.class);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration QUICK = Duration.ofSeconds(30);

  private final Service service;
  private final Function<String, @Nullable ServiceStatus> others;
  private final Clock clock;
  private final Consumer<ServiceStatus> changed;
  private final AtomicReference<ServiceStatus> status;
  private @Nullable Thread thread; // guarded by this
  private CompletableFuture<Void> end = CompletableFuture.completedFuture(null); // guarded by this

  /**
   * A service at rest.
   *
   * @param others looks up the status of another service
   * @param changed is told each new status, in order
   */
  ServiceRun(
      Service service,
      Function<String, @Nullable ServiceStatus> others,
      Clock clock,
      Consumer<ServiceStatus> changed) {
    this.service = service;
    this.others = others;
    this.clock = clock;
    this.changed = changed;
    boolean checked = service.health().isPresent();
    this.status =
        new AtomicReference<>(ServiceStatus.initial(service.id(), checked, clock.instant()));
  }

  Service service() {
    return service;
  }

  ServiceStatus status() {
    return status.get();
  }

  /** Starts it unless it is started already. */
  synchronized void start() {
    if (!end.isDone()) {
      return;
    }
    end = new CompletableFuture<>();
    CompletableFuture<Void> ended = end;
    become(ServiceState.STARTING, "Starting service");
    thread = Thread.ofVirtual().name("service-" + service.id()).start(() -> live(ended));
  }

  /**
   * Ends it and waits until it has.
   *
   * @throws TimeoutException when it has not ended in time
   */
  void stop(Duration timeout) throws InterruptedException, TimeoutException {
    CompletableFuture<Void> ended;
    synchronized (this) {
      ended = end;
      if (thread != null && !ended.isDone()) {
        thread.interrupt();
      }
    }
    try {
      ended.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("service " + service.id(), e);
    }
  }

  private void live(CompletableFuture<Void> ended) {
    try {
      runUntilDone();
    } catch (InterruptedException e) {
      stopped();
    } catch (Exception e) {
      failed(e);
    } finally {
      ended.complete(null);
    }
  }

  private void stopped() {
    if (status().state() != ServiceState.STOPPING) {
      become(ServiceState.STOPPING, "Stopping service");
    }
    become(ServiceState.FINISHED, "Service finished successfully");
  }

  private void failed(Exception e) {
    if (status().state() != ServiceState.FAILED) {
      become(ServiceState.FAILED, "Failed: " + describe(e));
    }
    log.atError().addKeyValue("service", service.id()).setCause(e).log("service failed");
  }

  private void runUntilDone() throws Exception {
    awaitNeeds();
    for (int quickEnds = 0; ; ) {
      long start = System.nanoTime();
      @Nullable Exception failure = runOnce();
      if (!service.restart().again(failure == null)) {
        finish(failure);
        return;
      }
      boolean quick = System.nanoTime() - start < QUICK.toNanos();
      quickEnds = quick ? quickEnds + 1 : 0;
      pause(failure, RestartPolicy.pause(quickEnds - 1));
    }
  }

  private void finish(@Nullable Exception failure) throws Exception {
    if (failure != null) {
      throw failure;
    }
    become(ServiceState.FINISHED, "Service finished successfully");
  }

  private void pause(@Nullable Exception failure, Duration pause) throws InterruptedException {
    String why = failure == null ? "ended" : "failed: " + describe(failure);
    become(ServiceState.WAITING, "Service " + why + ", restarting in " + pause.toSeconds() + " s");
    log.atWarn()
        .addKeyValue("service", service.id())
        .addKeyValue("reason", why)
        .addKeyValue("pauseSeconds", pause.toSeconds())
        .log("service ended, will be restarted");
    Thread.sleep(pause);
  }

  private void awaitNeeds() throws InterruptedException {
    String said = "";
    for (String waiting = missing(); !waiting.isEmpty(); waiting = missing()) {
      if (!waiting.equals(said)) {
        become(ServiceState.WAITING, "Waiting for " + waiting);
        said = waiting;
      }
      Thread.sleep(LOOK);
    }
  }

  private String missing() {
    var missing = new StringBuilder();
    for (String id : service.needs()) {
      ServiceStatus other = others.apply(id);
      if (other == null || !other.up()) {
        missing.append(missing.isEmpty() ? "" : ", ").append("service \"" + id + "\" to be \"up\"");
      }
    }
    for (Gate gate : service.gates()) {
      if (!gate.open()) {
        missing.append(missing.isEmpty() ? "" : ", ").append(gate.description());
      }
    }
    return missing.toString();
  }

  /** What it failed with, or nothing when it ended well. */
  private @Nullable Exception runOnce() throws InterruptedException {
    become(ServiceState.PREPARING, "Running pre state");
    try (ExecutorService checks = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        service.prepare();
        become(ServiceState.PREPARING, "Creating service runner");
        service.runner().run(description -> running(description, checks));
        return null;
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        return e;
      } finally {
        checks.shutdownNow();
      }
    }
  }

  private void running(String description, ExecutorService checks) {
    become(ServiceState.RUNNING, description);
    service.health().ifPresent(health -> checks.execute(() -> checkForever(health)));
  }

  private void checkForever(HealthCheck health) {
    try (ExecutorService probes = Executors.newVirtualThreadPerTaskExecutor()) {
      Thread.sleep(health.first());
      while (true) {
        checkOnce(health, probes);
        Thread.sleep(status().health().healthy() ? health.period() : LOOK.multipliedBy(5));
      }
    } catch (InterruptedException e) {
      log.atDebug().addKeyValue("service", service.id()).log("health checks end");
    }
  }

  private void checkOnce(HealthCheck health, ExecutorService probes) throws InterruptedException {
    Future<?> probe =
        probes.submit(
            () -> {
              health.probe().check();
              return null;
            });
    try {
      probe.get(health.timeout().toMillis(), TimeUnit.MILLISECONDS);
      checked(true, "");
    } catch (ExecutionException e) {
      checked(false, describe(e.getCause() == null ? e : e.getCause()));
    } catch (TimeoutException e) {
      probe.cancel(true);
      checked(false, "no answer within " + health.timeout().toMillis() + " ms");
    } catch (InterruptedException e) {
      probe.cancel(true);
      throw e;
    }
  }

  private void checked(boolean healthy, String message) {
    ServiceStatus before = status();
    if (before.state() == ServiceState.RUNNING) {
      ServiceStatus after = change(now -> now.checked(healthy, message, clock.instant()));
      if (!after.health().equals(before.health())) {
        String text = healthy ? "Health check successful" : "Health check failed: " + message;
        become(ServiceState.RUNNING, text);
      }
    }
  }

  private void become(ServiceState state, String message) {
    changed.accept(change(now -> now.become(state, message, clock.instant())));
  }

  private ServiceStatus change(UnaryOperator<ServiceStatus> step) {
    return status.updateAndGet(step);
  }

  private static String describe(Throwable e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
