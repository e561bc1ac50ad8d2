package dev.ijen.machined.sequencer.task;

import dev.ijen.machined.meta.Meta;
import dev.ijen.machined.platform.NodeException;
import dev.ijen.machined.release.StagedUpgrade;
import dev.ijen.machined.release.UpgradeRun;
import dev.ijen.machined.sequencer.Outcome;
import dev.ijen.machined.sequencer.TaskBody;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the upgrade that was staged for this boot. One that fails is left out, and the boot goes on.
 */
public final class UpgradeStaged implements TaskBody {
  private static final Logger log = LoggerFactory.getLogger(UpgradeStaged.class);

  private final Meta meta;
  private final UpgradeRun upgrades;

  /** Takes it from META. */
  public UpgradeStaged(Meta meta, UpgradeRun upgrades) {
    this.meta = meta;
    this.upgrades = upgrades;
  }

  @Override
  public Outcome run() throws IOException, InterruptedException {
    Optional<StagedUpgrade> staged = StagedUpgrade.take(meta);
    if (staged.isEmpty()) {
      return Outcome.proceed();
    }
    try {
      upgrades.run(
          staged.get().image(), staged.get().force(), "staged upgrade", "", (_, _, _, _) -> {});
      return new Outcome.Reboot();
    } catch (NodeException e) {
      log.atError()
          .addKeyValue("image", staged.get().image())
          .addKeyValue("reason", e.getMessage())
          .log("staged upgrade failed");
      return Outcome.proceed();
    }
  }
}
