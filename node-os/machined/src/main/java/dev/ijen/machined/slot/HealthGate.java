package dev.ijen.machined.slot;

import dev.ijen.machined.meta.Meta;
import dev.ijen.machined.meta.MetaKeys;
import dev.ijen.machined.service.ServiceState;
import dev.ijen.machined.service.ServiceStatus;
import dev.ijen.machined.service.Supervisor;
import dev.ijen.slots.ActiveSlot;
import dev.ijen.slots.Entries;
import dev.ijen.slots.TransitionRefusedException;
import dev.ijen.slots.Transitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the running image until it has proved itself, once per boot: then the image is noted as
 * good and its entry gets its tries back. An image on trial that does not prove itself is given up:
 * its entry loses its tries, and the machine starts again with the other one.
 */
public final class HealthGate {
  private static final Logger log = LoggerFactory.getLogger(HealthGate.class);

  /** What runs in maintenance mode too; others count once they were started. */
  private static final Set<String> AT_ONCE = Set.of("machined", "containerd", "apid");

  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Optional<ActiveSlot> active;
  private final Path mark;
  private final Duration healthyWithin;
  private final String version;
  private final Clock clock;
  private final Esp esp;
  private final Meta meta;
  private final SlotNotes notes;
  private final Boots boots;
  private final Supervisor services;
  private final Runnable restart;
  private final Semaphore news = new Semaphore(0);
  private final long started = System.nanoTime();

  private volatile Standing standing = new Standing(List.of("start"), Optional.empty());

  /**
   * How the running image stands.
   *
   * @param unmet what it still has to do; empty once it has proved itself
   * @param deadline when it is given up, if it is on trial
   */
  public record Standing(List<String> unmet, Optional<Instant> deadline) {
    /** Copies the list. */
    public Standing {
      unmet = List.copyOf(unmet);
    }
  }

  /**
   * A gate that nobody has come to.
   *
   * @param active empty where there are no slots: then there is nothing to watch
   * @param run a folder that survives machined and no reboot
   * @param healthyWithin how long an image on trial may take until it is healthy
   * @param version of the running release
   * @param restart starts the machine again, in order
   */
  public HealthGate(
      Optional<ActiveSlot> active,
      Path run,
      Duration healthyWithin,
      String version,
      Clock clock,
      Esp esp,
      Meta meta,
      SlotNotes notes,
      Supervisor services,
      Runnable restart) {
    this.active = active;
    this.mark = run.resolve("proved");
    this.healthyWithin = healthyWithin;
    this.version = version;
    this.clock = clock;
    this.esp = esp;
    this.meta = meta;
    this.notes = notes;
    this.boots = new Boots(meta);
    this.services = services;
    this.restart = restart;
  }

  /** How the running image stands now. */
  public Standing standing() {
    return standing;
  }

  /** The image that is to prove itself in this boot, if one is. */
  public Optional<SlotTrial> trial() {
    return SlotTrial.find(meta)
        .filter(trial -> active.isPresent() && trial.slot() == active.get().slot());
  }

  /**
   * Watches until it is decided; returns at once when a machined before this one has passed the
   * gate in the same boot.
   */
  public void run() throws InterruptedException {
    if (active.isEmpty() || Files.exists(mark)) {
      standing = new Standing(List.of(), Optional.empty());
      return;
    }
    Runnable tell = news::release;
    meta.addListener(tell);
    services.addListener(tell);
    try {
      conclude(decide(), active.get());
    } finally {
      meta.removeListener(tell);
      services.removeListener(tell);
    }
  }

  private GateDecision decide() throws InterruptedException {
    Optional<Long> healthySince = Optional.empty();
    while (true) {
      List<String> unmet = unmet(services.listHoldingBoot());
      healthySince =
          unmet.isEmpty()
              ? healthySince.or(() -> Optional.of(System.nanoTime()))
              : Optional.empty();
      Optional<Duration> healthy =
          healthySince.map(since -> Duration.ofNanos(System.nanoTime() - since));
      var view =
          new GateDecision.View(
              unmet,
              trial(),
              Duration.ofNanos(System.nanoTime() - started),
              healthyWithin,
              healthy);
      GateDecision decision = GateDecision.of(view);
      if (!(decision instanceof GateDecision.Wait(List<String> left))) {
        return decision;
      }
      standing = new Standing(left, deadline(view));
      if (news.tryAcquire(LOOK.toNanos(), TimeUnit.NANOSECONDS)) {
        news.drainPermits();
      }
    }
  }

  private Optional<Instant> deadline(GateDecision.View view) {
    return view.trial()
        .map(
            trial ->
                view.healthy().isPresent() && trial.confirmWithin().isPresent()
                    ? trial.confirmWithin().get().minus(view.healthy().get())
                    : healthyWithin.minus(view.running()))
        .map(left -> clock.instant().plus(left));
  }

  private void conclude(GateDecision decision, ActiveSlot running) throws InterruptedException {
    try {
      switch (decision) {
        case GateDecision.Pass _ -> pass(running);
        case GateDecision.Fail(String reason) -> fail(running, reason);
        case GateDecision.Wait _ -> throw new IllegalStateException("nothing is decided");
      }
    } catch (IOException e) {
      log.atError().setCause(e).log("the outcome of the health gate could not be noted");
      if (decision instanceof GateDecision.Fail) {
        restart.run(); // the loader's counter decides
      }
    }
  }

  private void pass(ActiveSlot running) throws IOException, InterruptedException {
    esp.open(
        folder -> {
          var entries = new Entries(folder.entries(), notes.proved());
          new StepRunner(folder, notes, NewImage.none()).run(Transitions.rearm(entries, running));
          return folder;
        });
    notes.change(running.slot(), note -> note.proved(true).versionIfUnknown(version));
    if (trial().isPresent()) {
      meta.change(
          values -> {
            values.remove(MetaKeys.SLOT_TRIAL);
            values.remove(MetaKeys.UPGRADE);
          });
    }
    Files.createDirectories(mark.resolveSibling(""));
    Files.writeString(mark, "");
    standing = new Standing(List.of(), Optional.empty());
    log.atInfo().addKeyValue("slot", running.slot()).log("the running image has proved itself");
  }

  private void fail(ActiveSlot running, String reason) throws IOException, InterruptedException {
    log.atError()
        .addKeyValue("slot", running.slot())
        .addKeyValue("reason", reason)
        .log("the image on trial is given up");
    Optional<SlotTrial> trial = trial();
    if (trial.isPresent()) {
      meta.set(MetaKeys.SLOT_TRIAL, trial.get().failed(reason).encode());
    }
    boots.end("trial failed: " + reason);
    notes.change(running.slot(), note -> note.because(reason));
    esp.open(
        folder -> {
          markBad(running, folder);
          return folder;
        });
    restart.run();
  }

  private void markBad(ActiveSlot running, EspFolder folder)
      throws IOException, InterruptedException {
    try {
      var entries = new Entries(folder.entries(), notes.proved());
      new StepRunner(folder, notes, NewImage.none())
          .run(Transitions.markBad(entries, running.slot()));
    } catch (TransitionRefusedException e) {
      log.atWarn().setCause(e).log("the image is left to the loader's counter");
    }
  }

  /** What is wrong with the services: the API is one of them. */
  static List<String> unmet(List<ServiceStatus> services) {
    return services.isEmpty()
        ? List.of("services")
        : services.stream()
            .filter(service -> !service.settled())
            .filter(
                service ->
                    service.state() != ServiceState.INITIALIZED || AT_ONCE.contains(service.id()))
            .map(service -> service.id() + " is " + state(service))
            .toList();
  }

  private static String state(ServiceStatus service) {
    return switch (service.state()) {
      case RUNNING -> "not healthy";
      default -> service.state().text();
    };
  }
}
