package dev.ijen.machined.config;

import dev.ijen.config.ConfigDiff;
import dev.ijen.config.ConfigException;
import dev.ijen.config.MachineConfig;
import dev.ijen.config.Problem;
import dev.ijen.config.Validation;
import dev.ijen.config.ValidationContext;
import dev.ijen.config.schema.Effect;
import dev.ijen.machined.config.ConfigHost.Installation;
import dev.ijen.machined.config.ConfigJournal.Entry;
import dev.ijen.machined.event.EventBus;
import dev.ijen.machined.event.NodeEvent.ConfigLoadErrorEvent;
import dev.ijen.machined.event.NodeEvent.ConfigValidationErrorEvent;
import dev.ijen.machined.platform.Mode;
import dev.ijen.machined.platform.NodeException;
import dev.ijen.machined.platform.NodeException.Reason;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes the machine config: checks it, keeps it, brings it into force, takes trials back.
 *
 * <p>A trial stands in STATE before the tried config comes into force. It is over when it is
 * confirmed or taken back, when its time is over, when the node starts anew, and when another
 * config is applied: then what the new one does not keep is gone, and a new trial goes back to what
 * was in force before the first. A trial that spans a reboot begins with the first start and is
 * taken back by the second.
 */
public final class Configurator {
  private static final Logger log = LoggerFactory.getLogger(Configurator.class);
  private static final String NODE = "node";
  private static final Duration API_OPENS_WITHIN = Duration.ofMinutes(5);
  private static final Effect LIVE = new Effect(Effect.Kind.LIVE, List.of());

  private final ConfigStore store;
  private final JournalStore journal;
  private final ValidationContext context;
  private final EventBus events;
  private final Clock clock;
  private final ConfigHost host;
  private final TrialTimer timer = new TrialTimer();
  private @Nullable MachineConfig current; // what shall be in force; guarded by this

  /**
   * Changes the config of a node of this mode.
   *
   * @param journal where the history of machine configs is kept
   */
  public Configurator(
      ConfigStore store,
      JournalStore journal,
      Mode mode,
      EventBus events,
      Clock clock,
      ConfigHost host) {
    this.store = store;
    this.journal = journal;
    this.context = ValidationContext.on(platform(mode));
    this.events = events;
    this.clock = clock;
    this.host = host;
  }

  /**
   * Takes a config over.
   *
   * @throws NodeException {@code INVALID} with all problems; {@code NOT_NOW} for a trial on a node
   *     that has nothing to go back to, or for a change that needs a reboot in a mode without one;
   *     {@code CONFLICT} when another config is in force than the caller expects; {@code
   *     UNAVAILABLE} when STATE cannot be written
   */
  public synchronized ApplyResult apply(ApplyRequest request) throws NodeException {
    MachineConfig config = decode(request.yaml());
    List<String> warnings = validate(config);
    Optional<MachineConfig> before = Optional.ofNullable(current);
    expect(request.expectedHash(), before.map(MachineConfig::hash).orElse(""));
    Plan plan = before.isEmpty() ? first(request) : next(request, before.get(), config);
    Optional<Installation> installation =
        before.isEmpty() ? host.installation(config) : Optional.empty();
    Runnable after = request.dryRun() ? () -> {} : carryOut(installation, plan, request, config);
    if (!request.dryRun()) {
      log.atInfo()
          .addKeyValue("mode", plan.mode())
          .addKeyValue("hash", config.hash())
          .addKeyValue("by", request.by())
          .log("applied machine config");
    }
    String diff = plan.diff().map(ConfigDiff::text).orElse("everything\n");
    return new ApplyResult(
        plan.mode(),
        installation.isPresent()
            ? ApplyWords.installing(installation.get().disk(), request)
            : ApplyWords.details(plan.mode(), request, plan.diff()),
        warnings,
        config.hash(),
        plan.diff().map(ConfigDiff::effect).orElse(LIVE),
        diff,
        plan.diff().map(ConfigDiff::fields).orElse(List.of()),
        after);
  }

  /**
   * Ends the trial in favour of what is tried.
   *
   * @param expected hash of what is tried; empty for whatever it is
   * @throws NodeException {@code NOT_NOW} when nothing is on trial, or the trial has not begun;
   *     {@code CONFLICT} when something else is
   */
  public synchronized ConfigChange confirm(String expected, String by) throws NodeException {
    Optional<ConfigTrial> trial = journal.get().trial();
    if (trial.isEmpty()) {
      if (current != null && current.hash().equals(expected)) {
        return ConfigChange.none("the machine config is in force for good already");
      }
      throw new NodeException(Reason.NOT_NOW, "no machine config is on trial");
    }
    expect(expected, trial.get().hash());
    if (current == null || !current.hash().equals(trial.get().hash())) {
      throw new NodeException(
          Reason.NOT_NOW, "the trial of the machine config begins with the next start of the node");
    }
    keep(current);
    write(journal.get().withoutTrial().with(ConfigEvent.CONFIRMED, entry(current, by, "")));
    timer.stop();
    return ConfigChange.none("the machine config is in force for good");
  }

  /**
   * Takes the trial back, or undoes the last change.
   *
   * @param expected hash of what is given up; empty for whatever it is
   * @throws NodeException {@code NOT_NOW} when no earlier config is known
   */
  public synchronized ConfigChange revert(String expected, String by, String reason)
      throws NodeException {
    Optional<ConfigTrial> trial = journal.get().trial();
    String given = trial.map(ConfigTrial::hash).orElse(current == null ? "" : current.hash());
    if (!expected.isEmpty() && !expected.equals(given)) {
      return ConfigChange.none("another machine config is in force: nothing to revert");
    }
    if (trial.isPresent()) {
      return takeBack(trial.get(), by, reason);
    }
    MachineConfig now = current;
    Optional<String> earlier = journal.get().beforeLast();
    if (earlier.isEmpty() || now == null) {
      throw new NodeException(Reason.NOT_NOW, "no earlier machine config is known");
    }
    MachineConfig back = decode(earlier.get());
    validate(back);
    keep(back);
    write(journal.get().with(ConfigEvent.REVERTED, entry(now, by, reason)));
    if (ConfigDiff.between(now, back).effect().kind() == Effect.Kind.REBOOT) {
      return new ConfigChange("back to the machine config before, with a reboot", host::reboot);
    }
    current = back;
    return new ConfigChange("back to the machine config before", this::activate);
  }

  /** The machine config of the node in short. */
  public synchronized ConfigState status() {
    ConfigJournal kept = journal.get();
    String hash = current == null ? "" : current.hash();
    String stored = store.storedHash();
    boolean base = kept.trial().map(trial -> trial.previousHash().equals(stored)).orElse(false);
    String staged = stored.equals(hash) || base ? "" : stored;
    return new ConfigState(hash, staged, kept.trial(), kept.records());
  }

  /**
   * Reads what an earlier daemon left in STATE, and ends or begins the trial that it left.
   *
   * @throws IOException when STATE cannot be read or written
   */
  synchronized void open() throws IOException {
    journal.open();
    Optional<ConfigTrial> trial = journal.get().trial();
    if (trial.isEmpty()) {
      return;
    }
    ConfigTrial left = trial.get();
    ConfigJournal ended = journal.get().withoutTrial();
    switch (journal.get().atStart(stored())) {
      case NO_TRIAL -> {}
      case CONFIRMED ->
          journal.replace(ended.with(ConfigEvent.CONFIRMED, tried(left, left.by(), "")));
      case OVER -> journal.replace(ended.with(ConfigEvent.REVERTED, restarted(left)));
      case RESTORE -> {
        store.store(previous(left));
        journal.replace(ended.with(ConfigEvent.REVERTED, restarted(left)));
      }
      case BEGIN -> begin(left);
    }
  }

  /**
   * Takes over a config found while the node starts, or begins the installation that it asks for.
   *
   * @param keep whether it is not from STATE and has to be written there
   * @throws NodeException as {@link #apply}
   */
  synchronized void adopt(MachineConfig config, boolean keep) throws NodeException {
    validate(config);
    if (keep) {
      Optional<Installation> installation = host.installation(config);
      if (installation.isPresent()) {
        installation.get().start().run();
        return;
      }
      keep(config);
    }
    boolean tried =
        journal.get().trial().map(trial -> trial.hash().equals(config.hash())).orElse(false);
    if (!tried && !journal.get().last().equals(Optional.of(config.hash()))) {
      write(journal.get().with(ConfigEvent.BOOTED, entry(config, NODE, "")));
    }
    current = config;
    activate();
  }

  /**
   * How a config is taken over.
   *
   * @param diff from the config in force; empty for the first one
   */
  private record Plan(ApplyMode mode, Optional<ConfigDiff> diff) {}

  private static Plan first(ApplyRequest request) throws NodeException {
    boolean spans = request.mode() == ApplyMode.REBOOT && !request.tryFor().isZero();
    if (request.mode() == ApplyMode.TRY || spans) {
      throw new NodeException(
          Reason.NOT_NOW, "a trial needs a machine config to go back to; this node has none");
    }
    return new Plan(request.mode(), Optional.empty());
  }

  private Plan next(ApplyRequest request, MachineConfig before, MachineConfig config)
      throws NodeException {
    ConfigDiff diff = ConfigDiff.between(before, config);
    ApplyMode mode = ApplyPlan.mode(request, diff);
    if (mode == ApplyMode.TRY) {
      ApplyPlan.mode(request, ConfigDiff.between(config, base(before))); // the way back is live too
    }
    return new Plan(mode, Optional.of(diff));
  }

  /** The installed system starts with the config; this one waits for another until then. */
  private Runnable carryOut(
      Optional<Installation> installation, Plan plan, ApplyRequest request, MachineConfig config)
      throws NodeException {
    return installation.isPresent() ? installation.get().start() : carryOut(plan, request, config);
  }

  /** Makes it so up to what may cut the caller off, and returns that. */
  private Runnable carryOut(Plan plan, ApplyRequest request, MachineConfig config)
      throws NodeException {
    MachineConfig before = current;
    if (before == null) {
      keep(config);
      write(journal.get().with(ConfigEvent.APPLIED, entry(config, request.by(), "")));
      current = config;
      return this::activate;
    }
    return switch (plan.mode()) {
      case AUTO, NO_REBOOT -> take(request, config);
      case TRY -> attempt(request, before, config);
      case STAGED -> {
        stage(request, before, config);
        yield this::activate;
      }
      case REBOOT -> {
        if (request.tryFor().isZero()) {
          stage(request, before, config);
        } else {
          attemptAfterReboot(request, before, config);
        }
        yield host::reboot;
      }
    };
  }

  private Runnable take(ApplyRequest request, MachineConfig config) throws NodeException {
    boolean tried =
        journal.get().trial().map(trial -> trial.hash().equals(config.hash())).orElse(false);
    keep(config);
    write(
        journal
            .get()
            .withoutTrial()
            .with(
                tried ? ConfigEvent.CONFIRMED : ConfigEvent.APPLIED,
                entry(config, request.by(), "")));
    timer.stop();
    current = config;
    return this::activate;
  }

  private Runnable attempt(ApplyRequest request, MachineConfig before, MachineConfig config)
      throws NodeException {
    MachineConfig base = base(before);
    if (journal.get().trial().map(ConfigTrial::spansReboot).orElse(false)) {
      keep(base);
    }
    var trial = trial(request, config, base, false);
    write(
        journal
            .get()
            .withTrial(trial, base.encode())
            .with(ConfigEvent.TRIED, entry(config, request.by(), "")));
    timer.stop();
    current = config;
    return () -> activateForATime(trial);
  }

  private void attemptAfterReboot(ApplyRequest request, MachineConfig before, MachineConfig config)
      throws NodeException {
    MachineConfig base = base(before);
    write(
        journal
            .get()
            .withTrial(trial(request, config, base, true), base.encode())
            .with(ConfigEvent.TRIED, entry(config, request.by(), "")));
    keep(config);
    timer.stop();
  }

  private void stage(ApplyRequest request, MachineConfig before, MachineConfig config)
      throws NodeException {
    MachineConfig base = base(before);
    Optional<ConfigTrial> replaced = journal.get().trial();
    keep(config);
    ConfigJournal kept = journal.get().withoutTrial();
    if (replaced.isPresent()) {
      kept =
          kept.with(
              ConfigEvent.REVERTED, tried(replaced.get(), request.by(), "another was staged"));
    }
    write(kept.with(ConfigEvent.STAGED, entry(config, request.by(), "")));
    timer.stop();
    current = base;
  }

  /** What is in force for good: what a trial goes back to. */
  private MachineConfig base(MachineConfig before) throws NodeException {
    Optional<ConfigTrial> trial = journal.get().trial();
    return trial.isPresent() ? decode(text(trial.get().previousHash())) : before;
  }

  private ConfigTrial trial(
      ApplyRequest request, MachineConfig config, MachineConfig base, boolean spansReboot) {
    boolean reboot =
        ConfigDiff.between(config, base).effect().kind() == Effect.Kind.REBOOT && spansReboot;
    return new ConfigTrial(
        config.hash(),
        base.hash(),
        request.by(),
        request.tryFor(),
        clock.instant().plus(request.tryFor()),
        spansReboot,
        false,
        reboot);
  }

  private void begin(ConfigTrial left) throws IOException {
    ConfigTrial begun = left.begun(clock.instant().plus(left.tryFor()));
    journal.replace(journal.get().withTrial(begun, text(left.previousHash())));
    timer.start(() -> opened(begun), left.tryFor(), () -> over(begun));
  }

  /** Counts the deadline anew: a slow boot must not use the trial up. */
  private void opened(ConfigTrial begun) throws InterruptedException {
    host.awaitApi(API_OPENS_WITHIN);
    synchronized (this) {
      Optional<ConfigTrial> now = journal.get().trial();
      if (now.isPresent() && now.get().hash().equals(begun.hash())) {
        ConfigTrial counted = begun.begun(clock.instant().plus(begun.tryFor()));
        try {
          write(journal.get().withTrial(counted, text(begun.previousHash())));
        } catch (NodeException e) {
          log.atWarn().setCause(e).log("deadline of the trial cannot be kept"); // it counts anyway
        }
      }
    }
  }

  /** Nobody confirmed in time. */
  private void over(ConfigTrial trial) {
    Runnable after;
    synchronized (this) {
      Optional<ConfigTrial> now = journal.get().trial();
      if (now.isEmpty() || !now.get().hash().equals(trial.hash())) {
        return;
      }
      after = expire(now.get());
    }
    log.atWarn().addKeyValue("hash", trial.hash()).log("trial of machine config is over");
    after.run();
  }

  private Runnable expire(ConfigTrial trial) {
    String reason = "nobody confirmed it within " + trial.tryFor().toSeconds() + " s";
    try {
      return takeBack(trial, NODE, reason).afterAnswer();
    } catch (NodeException e) {
      log.atError().setCause(e).log("end of the trial cannot be kept");
      return host::reboot; // a start takes back what STATE still calls a trial
    }
  }

  private ConfigChange takeBack(ConfigTrial trial, String by, String reason) throws NodeException {
    MachineConfig base = decode(text(trial.previousHash()));
    if (trial.spansReboot()) {
      keep(base);
    }
    write(journal.get().withoutTrial().with(ConfigEvent.REVERTED, tried(trial, by, reason)));
    timer.stop();
    boolean inForce = current != null && current.hash().equals(trial.hash());
    if (inForce && trial.rebootToRevert()) {
      return new ConfigChange("the trial is taken back, with a reboot", host::reboot);
    }
    current = base;
    return new ConfigChange("the trial is taken back", this::activate);
  }

  /** The time counts from here. */
  private synchronized void activateForATime(ConfigTrial trial) {
    activate();
    if (journal.get().trial().equals(Optional.of(trial))) {
      timer.start(() -> {}, trial.tryFor(), () -> over(trial));
    }
  }

  private synchronized void activate() {
    if (current != null && !store.active().equals(Optional.of(current))) {
      store.activate(current);
    }
  }

  /** Hash of the config in STATE, as {@link ConfigJournal#atStart} wants it. */
  private Optional<String> stored() throws IOException {
    try {
      return Optional.of(store.stored().map(MachineConfig::hash).orElse(""));
    } catch (ConfigException e) {
      log.atError().addKeyValue("reason", e.getMessage()).log("tried config cannot be decoded");
      return Optional.empty();
    }
  }

  private MachineConfig previous(ConfigTrial left) throws IOException {
    try {
      return MachineConfig.decode(text(left.previousHash()));
    } catch (ConfigException e) {
      throw new IOException("the config before the trial: " + e.getMessage(), e);
    }
  }

  private String text(String hash) {
    return journal.get().texts().getOrDefault(hash, "");
  }

  private Entry restarted(ConfigTrial left) {
    return tried(left, NODE, "the node started anew during the trial");
  }

  private Entry tried(ConfigTrial trial, String by, String reason) {
    return new Entry(trial.hash(), text(trial.hash()), by, clock.instant(), reason);
  }

  private Entry entry(MachineConfig config, String by, String reason) {
    return Entry.of(config, by, clock.instant(), reason);
  }

  private void write(ConfigJournal changed) throws NodeException {
    try {
      journal.replace(changed);
    } catch (IOException e) {
      throw new NodeException(
          Reason.UNAVAILABLE, "write history of machine configs to STATE: " + e.getMessage(), e);
    }
  }

  private static void expect(String expected, String found) throws NodeException {
    if (!expected.isEmpty() && !expected.equals(found)) {
      throw new NodeException(
          Reason.CONFLICT, "expected machine config " + expected + ", the node has " + found);
    }
  }

  private void keep(MachineConfig config) throws NodeException {
    try {
      store.store(config);
    } catch (IOException e) {
      throw new NodeException(
          Reason.UNAVAILABLE, "write machine config to STATE: " + e.getMessage(), e);
    }
  }

  private MachineConfig decode(String yaml) throws NodeException {
    try {
      return MachineConfig.decode(yaml);
    } catch (ConfigException e) {
      String message = String.valueOf(e.getMessage());
      events.publish(new ConfigLoadErrorEvent(message));
      throw new NodeException(Reason.INVALID, message, e);
    }
  }

  private List<String> validate(MachineConfig config) throws NodeException {
    Validation validation = config.validate(context);
    try {
      validation.orThrow();
    } catch (ConfigException e) {
      String message = String.valueOf(e.getMessage());
      events.publish(new ConfigValidationErrorEvent(message));
      throw new NodeException(Reason.INVALID, message, e);
    }
    return validation.warnings().stream().map(Problem::toString).toList();
  }

  private static ValidationContext.Platform platform(Mode mode) {
    return switch (mode) {
      case METAL -> ValidationContext.Platform.METAL;
      case CONTAINER -> ValidationContext.Platform.CONTAINER;
    };
  }
}
