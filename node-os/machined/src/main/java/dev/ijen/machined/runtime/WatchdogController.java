package dev.ijen.machined.runtime;

import dev.ijen.api.resource.runtime.WatchdogTimerConfigSpec;
import dev.ijen.api.resource.runtime.WatchdogTimerStatusSpec;
import dev.ijen.config.Document;
import dev.ijen.machined.config.resource.ActiveConfig;
import dev.ijen.machined.platform.NodePaths;
import dev.ijen.machined.platform.WatchdogFile;
import dev.ijen.machined.runtime.resource.RuntimeTypes;
import dev.ijen.machined.wire.ProtoTime;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.EventSource;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Gives init signs of life, with the timeouts of the machine config, and shows the watchdog that
 * init feeds. While this does not run, init stops feeding, and the machine starts again.
 */
public final class WatchdogController implements Controller {
  /** How long machined may be silent: emulation on a busy host stops it for tens of seconds. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Duration BEAT = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final String DEVICE = "/dev/watchdog";
  private static final int FEEDS_PER_TIMEOUT = 3;
  private static final String CONFIG = "WatchdogTimerConfig";
  private static final String ID = "timer";

  private final NodePaths paths;
  private long beats;

  /** Talks to init through files of this node. */
  public WatchdogController(NodePaths paths) {
    this.paths = paths;
  }

  @Override
  public List<Input> inputs() {
    return List.of(ActiveConfig.input());
  }

  @Override
  public List<Output> outputs() {
    return List.of(
        Output.exclusive(RuntimeTypes.WATCHDOG_TIMER_CONFIGS),
        Output.exclusive(RuntimeTypes.WATCHDOG_TIMER_STATUSES));
  }

  @Override
  public List<EventSource> eventSources() {
    return List.of(WatchdogController::tick);
  }

  @Override
  public void reconcile(ReaderWriter state) throws IOException {
    Optional<Document> config = ActiveConfig.find(state).flatMap(all -> all.document(CONFIG));
    String device = config.flatMap(document -> document.string("device")).orElse(DEVICE);
    var timeout = config.flatMap(document -> document.duration("timeout")).orElse(TIMEOUT);
    if (config.isPresent()) {
      state.modify(
          RuntimeTypes.WATCHDOG_TIMER_CONFIGS,
          ID,
          WatchdogTimerConfigSpec.newBuilder()
              .setDevice(device)
              .setTimeout(ProtoTime.encode(timeout))
              .build());
    }
    beat(device, timeout);
    WatchdogFile.read(paths)
        .ifPresent(
            fed ->
                state.modify(
                    RuntimeTypes.WATCHDOG_TIMER_STATUSES,
                    ID,
                    WatchdogTimerStatusSpec.newBuilder()
                        .setDevice(fed.device())
                        .setTimeout(ProtoTime.encode(fed.timeout()))
                        .setFeedInterval(ProtoTime.encode(fed.feedInterval()))
                        .build()));
  }

  /** A file in one step, as init must not read half a line. */
  private void beat(String device, Duration timeout) throws IOException {
    Path file = Files.createDirectories(paths.run()).resolve("heartbeat");
    Path next = file.resolveSibling("heartbeat.next");
    long feed = Math.max(1, timeout.toSeconds() / FEEDS_PER_TIMEOUT);
    Files.writeString(
        next,
        "%d %s %d %d %d\n"
            .formatted(
                ++beats, device, timeout.toSeconds(), feed, Math.max(feed, PATIENCE.toSeconds())));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void tick(Runnable wake) throws InterruptedException {
    while (true) {
      wake.run();
      Thread.sleep(BEAT);
    }
  }
}
