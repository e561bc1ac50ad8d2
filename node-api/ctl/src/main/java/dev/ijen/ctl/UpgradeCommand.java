package dev.ijen.ctl;

import dev.ijen.api.machine.RebootRequest;
import dev.ijen.api.machine.UpgradeRequest;
import dev.ijen.client.NodeCallException;
import dev.ijen.client.NodeCalls;
import dev.ijen.client.NodeLife;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings nodes to another release. */
@Command(
    name = "upgrade",
    description = "Write a release to the other slot of the nodes and boot it.")
final class UpgradeCommand extends NodeCommand {
  @Option(
      names = {"-i", "--image"},
      required = true,
      paramLabel = "REFERENCE",
      description = "Installer image, by tag or digest.")
  private String image = "";

  @Option(
      names = {"-s", "--stage"},
      description = "Upgrade during the next boot, which follows at once.")
  private boolean stage;

  @Option(
      names = {"-f", "--force"},
      description = "Also an older release, or one without a kernel argument or extension in use.")
  private boolean force;

  @Option(
      names = {"-p", "--preserve"},
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "BOOL",
      description = "Accepted for compatibility: data is always kept.")
  private boolean preserve;

  @Option(
      names = {"-m", "--reboot-mode"},
      defaultValue = "default",
      paramLabel = "MODE",
      description = "default or powercycle; both go through the firmware.")
  private UpgradeRequest.RebootMode mode = UpgradeRequest.RebootMode.DEFAULT;

  @Mixin private WaitOptions waiting = new WaitOptions();

  @Option(names = "--debug", description = "Print every line that the nodes tell.")
  private boolean debug;

  @Option(
      names = "--insecure",
      description = "Call the node without a client certificate (maintenance mode).")
  private boolean insecure;

  @Option(
      names = "--cert-fingerprint",
      split = ",",
      paramLabel = "HASH",
      description = "Accept only these public keys of the node (base64 of SHA-256).")
  private List<String> fingerprints = List.of();

  UpgradeCommand(Root root) {
    super(root);
  }

  @Override
  Session open() throws NodeCallException, UsageException, IOException {
    return Session.either(root(), InsecureOptions.of(insecure, fingerprints));
  }

  @Override
  void run(Session session) throws InterruptedException {
    var table = new TextTable("NODE", "RESULT");
    var progress = new ProgressPrinter(shell(), debug);
    each(session, node -> upgrade(node, progress), (node, result) -> table.row(node, result));
    progress.end();
    table.print(shell().out());
  }

  private String upgrade(NodeCalls node, ProgressPrinter progress)
      throws NodeCallException, InterruptedException {
    String version = node.version().getVersion().getTag();
    Optional<String> slot = BootedSlot.of(node);
    NodeLife before = NodeLife.present(node, InstantSource.system());
    if (stage || force || insecure) {
      node.upgrades().upgradeAndReboot(request());
      progress.tell(node, "the node upgrades and reboots by itself");
    } else {
      node.upgrades().upgrade(image, line -> progress.tell(node, line));
      node.reboot(RebootRequest.Mode.DEFAULT);
      progress.tell(node, "rebooting");
    }
    return waiting.wanted() ? awaited(node, before, version, slot) : "rebooting";
  }

  private String awaited(NodeCalls node, NodeLife before, String version, Optional<String> slot)
      throws NodeCallException, InterruptedException {
    before.awaitNext(waiting.timeout());
    String now = node.version().getVersion().getTag();
    if (slot.isPresent() && slot.equals(BootedSlot.of(node))) {
      failed(node.name() + ": back on " + now + ": the release did not prove itself");
      return "fell back to " + now;
    }
    return version + " -> " + now;
  }

  private UpgradeRequest request() {
    return UpgradeRequest.newBuilder()
        .setImage(image)
        .setStage(stage)
        .setForce(force)
        .setPreserve(preserve)
        .setRebootMode(mode)
        .build();
  }
}
