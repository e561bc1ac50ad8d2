package dev.ijen.ctl;

import dev.ijen.client.NodeCallException;
import dev.ijen.client.NodeCalls;
import dev.ijen.config.DiskSelector;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Puts a release on a disk that nodes do not run from. */
@Command(
    name = "install",
    description =
        "Install a release on another disk of the nodes; the next boot starts it without a machine config.")
final class InstallCommand extends NodeCommand {
  @Option(
      names = {"-i", "--image"},
      required = true,
      paramLabel = "REFERENCE",
      description = "Installer image, by tag or digest.")
  private String image = "";

  @ArgGroup(multiplicity = "1")
  private Target target = new Target();

  @Option(names = "--wipe", description = "Wipe the disk first, whatever it holds.")
  private boolean wipe;

  @Option(names = "--debug", description = "Print every line that the nodes tell.")
  private boolean debug;

  InstallCommand(Root root) {
    super(root);
  }

  /** Which disk. */
  static final class Target {
    @Option(
        names = {"-d", "--disk"},
        required = true,
        paramLabel = "DEVICE",
        description = "Whole disk, such as /dev/vdb: blank, and not in use.")
    private @Nullable String disk;

    @Option(
        names = "--disk-selector",
        required = true,
        paramLabel = "PROPERTIES",
        description =
            "The only disk with these, as 'size=>= 100GB,model=ACME*': size, model, serial, "
                + "modalias, uuid, wwid, type, busPath.")
    private @Nullable DiskSelector selector;

    private String on(NodeCalls node) throws NodeCallException, InterruptedException {
      return selector == null ? String.valueOf(disk) : DiskChoice.of(node, selector);
    }
  }

  @Override
  void run(Session session) throws InterruptedException {
    var table = new TextTable("NODE", "RESULT");
    var progress = new ProgressPrinter(shell(), debug);
    each(session, node -> install(node, progress), (node, result) -> table.row(node, result));
    progress.end();
    table.print(shell().out());
  }

  private String install(NodeCalls node, ProgressPrinter progress)
      throws NodeCallException, InterruptedException {
    String disk = target.on(node);
    if (wipe) {
      node.upgrades().wipe(disk);
      progress.tell(node, disk + " is wiped");
    }
    node.upgrades().install(image, disk, line -> progress.tell(node, line));
    return "installed on " + disk;
  }
}
