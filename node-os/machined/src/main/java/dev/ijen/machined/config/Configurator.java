package dev.ijen.machined.config;

import dev.ijen.config.ConfigDiff;
import dev.ijen.config.ConfigException;
import dev.ijen.config.MachineConfig;
import dev.ijen.config.Problem;
import dev.ijen.config.Validation;
import dev.ijen.config.ValidationContext;
import dev.ijen.machined.event.EventBus;
import dev.ijen.machined.event.NodeEvent.ConfigLoadErrorEvent;
import dev.ijen.machined.event.NodeEvent.ConfigValidationErrorEvent;
import dev.ijen.machined.platform.Mode;
import dev.ijen.machined.platform.NodeException;
import dev.ijen.machined.platform.NodeException.Reason;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes the machine config: checks it, keeps it, brings it into force, takes trials back. */
public final class Configurator {
  private static final Logger log = LoggerFactory.getLogger(Configurator.class);

  private final ConfigStore store;
  private final ValidationContext context;
  private final EventBus events;
  private @Nullable Thread trial; // guarded by this

  /** Changes the config of a node of this mode. */
  public Configurator(ConfigStore store, Mode mode, EventBus events) {
    this.store = store;
    this.context = ValidationContext.on(platform(mode));
    this.events = events;
  }

  /**
   * Takes a config over.
   *
   * @throws NodeException {@code INVALID} with all problems; {@code NOT_NOW} for a trial on a node
   *     that has nothing to go back to; {@code UNAVAILABLE} when STATE cannot be written
   */
  public synchronized ApplyResult apply(ApplyRequest request) throws NodeException {
    MachineConfig config = decode(request.yaml());
    List<String> warnings = validate(config);
    Optional<MachineConfig> before = store.active();
    if (request.mode() == ApplyMode.TRY && before.isEmpty()) {
      throw new NodeException(
          Reason.NOT_NOW, "a trial needs a machine config to go back to; this node has none");
    }
    String outcome = outcome(request, before.isPresent());
    if (request.dryRun()) {
      return new ApplyResult(request.mode(), dryRun(outcome, before, config), warnings, false);
    }
    endTrial();
    carryOut(request, config, before);
    boolean reboot = request.mode() == ApplyMode.REBOOT && before.isPresent();
    log.atInfo()
        .addKeyValue("mode", request.mode())
        .addKeyValue("hash", config.hash())
        .log("applied machine config");
    return new ApplyResult(request.mode(), outcome, warnings, reboot);
  }

  /**
   * Takes over a config found while the node starts.
   *
   * @param keep whether to write it to STATE
   * @throws NodeException as {@link #apply}
   */
  void adopt(MachineConfig config, boolean keep) throws NodeException {
    validate(config);
    if (keep) {
      keep(config);
    }
    store.activate(config);
  }

  private void carryOut(ApplyRequest request, MachineConfig config, Optional<MachineConfig> before)
      throws NodeException {
    if (request.mode() != ApplyMode.TRY) {
      keep(config);
    }
    boolean now =
        switch (request.mode()) {
          case AUTO, NO_REBOOT, TRY -> true;
          case REBOOT, STAGED -> before.isEmpty();
        };
    if (now) {
      store.activate(config);
    }
    if (request.mode() == ApplyMode.TRY && before.isPresent()) {
      trial = Thread.ofVirtual().name("trial").start(() -> goBack(before.get(), request.tryFor()));
    }
  }

  private void goBack(MachineConfig before, Duration after) {
    try {
      Thread.sleep(after);
      store.activate(before);
      log.atWarn().addKeyValue("hash", before.hash()).log("trial of machine config is over");
    } catch (InterruptedException e) {
      log.atDebug().log("trial of machine config was replaced");
    }
  }

  private void endTrial() {
    if (trial != null) {
      trial.interrupt();
      trial = null;
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

  private static String outcome(ApplyRequest request, boolean configured) {
    if (!configured) {
      return "Applied configuration to a node in maintenance mode";
    }
    return switch (request.mode()) {
      case AUTO, NO_REBOOT -> "Applied configuration without a reboot";
      case REBOOT -> "Applied configuration with a reboot";
      case STAGED -> "Staged configuration to be applied after the next reboot";
      case TRY ->
          "Applied configuration without a reboot; it will be rolled back in "
              + request.tryFor().toSeconds()
              + " s";
    };
  }

  private static String dryRun(
      String outcome, Optional<MachineConfig> before, MachineConfig config) {
    String diff =
        before.map(present -> ConfigDiff.between(present, config).text()).orElse("everything\n");
    return "Dry run summary:\n"
        + outcome
        + " (skipped in dry-run).\n"
        + (diff.isEmpty() ? "No changes." : "Config diff:\n\n" + diff);
  }

  private static ValidationContext.Platform platform(Mode mode) {
    return switch (mode) {
      case METAL -> ValidationContext.Platform.METAL;
      case CONTAINER -> ValidationContext.Platform.CONTAINER;
    };
  }
}
