package dev.ijen.machined.api;

import dev.ijen.api.machine.LifecycleServiceInstallProgress;
import dev.ijen.api.machine.LifecycleServiceUpgradeRequest;
import dev.ijen.api.machine.LifecycleServiceUpgradeResponse;
import dev.ijen.api.machine.Upgrade;
import dev.ijen.api.machine.UpgradeRequest;
import dev.ijen.api.machine.UpgradeResponse;
import dev.ijen.machined.meta.Meta;
import dev.ijen.machined.platform.NodeException;
import dev.ijen.machined.platform.NodeException.Reason;
import dev.ijen.machined.release.StagedUpgrade;
import dev.ijen.machined.release.UpgradeRun;
import dev.ijen.machined.release.Upgrades;
import dev.ijen.machined.sequencer.Lifecycle;
import dev.ijen.machined.sequencer.Sequence;
import dev.ijen.slots.EntryName;
import java.io.IOException;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Upgrades as the machine API knows them, in its two forms. */
final class UpgradeCalls {
  private static final Logger log = LoggerFactory.getLogger(UpgradeCalls.class);
  private static final int FAILED = 1;

  private final Upgrades upgrades;
  private final UpgradeRun run;
  private final Meta meta;
  private final Lifecycle lifecycle;
  private final BooleanSupplier configured;

  UpgradeCalls(NodeApi node) {
    this.upgrades = node.upgrades();
    this.run = node.upgradeRun();
    this.meta = node.meta();
    this.lifecycle = node.lifecycle();
    this.configured = node.configured();
  }

  /** Judges, and answers before it writes; then upgrades and reboots. */
  UpgradeResponse upgrade(UpgradeRequest request) throws NodeException, InterruptedException {
    upgrades.requireAcceptable(request.getImage(), request.getForce());
    String actor = UUID.randomUUID().toString();
    if (request.getStage()) {
      stage(request, actor);
    } else {
      String by = Authorizer.caller().address();
      Thread.ofVirtual().name("upgrade").start(() -> upgradeAndReboot(request, by, actor));
    }
    return UpgradeResponse.newBuilder()
        .addMessages(Upgrade.newBuilder().setAck("Upgrade request received").setActorId(actor))
        .build();
  }

  /** Upgrades and tells how; the caller reboots. */
  void upgrade(
      LifecycleServiceUpgradeRequest request, StreamReply<LifecycleServiceUpgradeResponse> reply)
      throws NodeException, InterruptedException {
    upgrades.requireSlotsFor("upgrade");
    String image = request.getSource().getImageName();
    var lines = new ProgressLines<>(reply, UpgradeCalls::response);
    try {
      EntryName entry =
          run.run(image, false, Authorizer.caller().address(), UUID.randomUUID().toString(), lines);
      lines.say("the next boot tries " + entry);
      lines.exit(0);
    } catch (NodeException e) {
      lines.say(String.valueOf(e.getMessage()));
      lines.exit(FAILED);
    }
  }

  private void stage(UpgradeRequest request, String actor) throws NodeException {
    if (!configured.getAsBoolean()) {
      throw new NodeException(
          Reason.NOT_NOW, "a node without a machine config upgrades at once: leave stage out");
    }
    try {
      new StagedUpgrade(request.getImage(), request.getForce()).keep(meta);
    } catch (IOException e) {
      throw new NodeException(Reason.UNAVAILABLE, "write to META: " + e.getMessage(), e);
    }
    log.atInfo()
        .addKeyValue("image", request.getImage())
        .addKeyValue("actor", actor)
        .log("upgrade staged for the next boot");
    lifecycle.request(Sequence.REBOOT);
  }

  private void upgradeAndReboot(UpgradeRequest request, String by, String actor) {
    try {
      run.run(request.getImage(), request.getForce(), by, actor, (_, _, _, _) -> {});
      lifecycle.request(Sequence.REBOOT);
    } catch (NodeException e) {
      log.atError()
          .addKeyValue("image", request.getImage())
          .addKeyValue("reason", e.getMessage())
          .log("upgrade failed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static LifecycleServiceUpgradeResponse response(
      LifecycleServiceInstallProgress progress) {
    return LifecycleServiceUpgradeResponse.newBuilder().setProgress(progress).build();
  }
}
