package dev.ijen.machined.release;

import dev.ijen.machined.event.EventBus;
import dev.ijen.machined.platform.NodeException;
import dev.ijen.machined.runtime.StageTracker;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The installation that a first machine config asks for: told as events, followed by a reboot. One
 * that fails leaves the node in maintenance mode, where another config may be applied.
 */
public final class InstallRun {
  private static final Logger log = LoggerFactory.getLogger(InstallRun.class);
  private static final String SEQUENCE = "install";

  private final Installs installs;
  private final EventBus events;
  private final StageTracker stages;
  private final Runnable reboot;

  /**
   * Runs installations of a node.
   *
   * @param reboot asks for a reboot and returns at once
   */
  public InstallRun(Installs installs, EventBus events, StageTracker stages, Runnable reboot) {
    this.installs = installs;
    this.events = events;
    this.stages = stages;
    this.reboot = reboot;
  }

  /** Does it on a thread of its own. */
  public void start(InstallOrder order) {
    Thread.ofVirtual().name(SEQUENCE).start(() -> run(order));
  }

  private void run(InstallOrder order) {
    var told = new TaskEvents(events, SEQUENCE, UUID.randomUUID().toString(), InstallRun::note);
    told.begin();
    stages.installBegan();
    try {
      installs.install(order, told);
      told.done();
      reboot.run();
    } catch (NodeException e) {
      log.atError()
          .addKeyValue("disk", order.disk())
          .addKeyValue("reason", e.getMessage())
          .log("installation failed");
      told.failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stages.writingEnded();
    }
  }

  /** For whoever stands before the machine. */
  private static void note(Progress.Step step, long bytes, long total, String message) {
    if (bytes == 0 || bytes == total) {
      log.atInfo().addKeyValue("step", step).addKeyValue("what", message).log("installing");
    }
  }
}
