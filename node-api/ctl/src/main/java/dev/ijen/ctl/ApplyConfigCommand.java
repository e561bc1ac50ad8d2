package dev.ijen.ctl;

import dev.ijen.api.machine.ApplyConfiguration;
import dev.ijen.api.machine.ApplyConfigurationRequest.Mode;
import dev.ijen.client.ApplyRequest;
import dev.ijen.client.NodeCallException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Hands a machine config to nodes. */
@Command(name = "apply-config", aliases = "apply", description = "Apply a machine config to nodes.")
final class ApplyConfigCommand extends NodeCommand {
  @Option(
      names = {"-f", "--file"},
      required = true,
      paramLabel = "FILE",
      description = "The machine config.")
  private Path file = Path.of("");

  @Option(
      names = {"-p", "--config-patch"},
      paramLabel = "PATCH",
      description = "A patch to apply first, as text or @FILE; may be given more than once.")
  private List<String> patches = List.of();

  @Mixin private ApplyOptions options = new ApplyOptions();
  @Mixin private InsecureOptions insecure = new InsecureOptions();

  ApplyConfigCommand(Root root) {
    super(root);
  }

  @Override
  Session open() throws NodeCallException, UsageException, IOException {
    return Session.either(root(), insecure);
  }

  @Override
  void run(Session session) throws UsageException, IOException, InterruptedException {
    ApplyRequest request = options.request(Patches.apply(Files.read(file), patches));
    each(session, node -> node.applyConfiguration(request), this::print);
  }

  private void print(String node, ApplyConfiguration reply) {
    ApplyOptions.print(shell(), node, reply);
  }

  /** When a config takes effect; shared with the commands that change the config in place. */
  static final class ApplyOptions {
    @Option(
        names = {"-m", "--mode"},
        defaultValue = "auto",
        paramLabel = "MODE",
        description = "auto, no-reboot, reboot, staged or try.")
    private Mode mode = Mode.AUTO;

    @Option(names = "--dry-run", description = "Only say what would happen.")
    private boolean dryRun;

    @Option(
        names = "--timeout",
        defaultValue = "1m",
        paramLabel = "TIME",
        description = "With --mode=try: go back to the old config after this time.")
    private Duration timeout = Duration.ofMinutes(1);

    ApplyRequest request(String config) {
      return new ApplyRequest(config, mode, dryRun, mode == Mode.TRY ? timeout : Duration.ZERO);
    }

    /** Says what the node did or would do. */
    static void print(Shell shell, String node, ApplyConfiguration reply) {
      for (String warning : reply.getWarningsList()) {
        shell.err().println(node + ": warning: " + warning);
      }
      if (!reply.getModeDetails().isEmpty()) {
        shell.out().println(node + ": " + reply.getModeDetails());
      }
    }
  }
}
