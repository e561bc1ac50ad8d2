package dev.ijen.ctl;

import dev.ijen.api.machine.ApplyConfiguration;
import dev.ijen.client.ApplyRequest;
import dev.ijen.client.NodeCallException;
import dev.ijen.client.NodeCalls;
import dev.ijen.config.ConfigException;
import dev.ijen.config.MachineConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes the machine config of nodes in place. */
@Command(name = "patch", description = "Patch the machine config of nodes.")
final class PatchCommand extends NodeCommand {
  private static final String NAMESPACE = "config";
  private static final String TYPE = "MachineConfigs.config.talos.dev";
  private static final String ID = "v1alpha1";

  @Parameters(index = "0", paramLabel = "TYPE", description = "mc or machineconfig.")
  private String type = "";

  @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "v1alpha1.")
  private @Nullable String id;

  @Option(
      names = {"-p", "--patch"},
      paramLabel = "PATCH",
      description = "A patch as text or @FILE; may be given more than once.")
  private List<String> patches = List.of();

  @Option(
      names = "--patch-file",
      paramLabel = "FILE",
      description = "A file with a patch; may be given more than once.")
  private List<String> files = List.of();

  @Mixin private ApplyConfigCommand.ApplyOptions options = new ApplyConfigCommand.ApplyOptions();

  PatchCommand(Root root) {
    super(root);
  }

  @Override
  void run(Session session) throws UsageException, IOException, InterruptedException {
    requireMachineConfig();
    List<String> texts = texts();
    var problems = new ArrayList<String>();
    each(
        session,
        node -> patch(node, texts, problems),
        (node, reply) ->
            reply.ifPresent(value -> ApplyConfigCommand.ApplyOptions.print(shell(), node, value)));
    problems.forEach(this::failed);
  }

  private void requireMachineConfig() throws UsageException {
    boolean known =
        List.of("mc", "machineconfig", "machineconfigs").contains(type)
            || TYPE.equalsIgnoreCase(type);
    if (!known || (id != null && !ID.equals(id))) {
      throw new UsageException("only the machine config can be patched: ijenctl patch mc -p PATCH");
    }
  }

  /** The patches as texts, read once for all nodes. */
  private List<String> texts() throws UsageException, IOException {
    var texts = new ArrayList<String>();
    for (String patch : patches) {
      texts.add(Files.readArgument(patch));
    }
    for (String file : files) {
      texts.add(Files.readArgument("@" + file));
    }
    if (texts.isEmpty()) {
      throw new UsageException("no patch given: --patch TEXT, --patch @FILE or --patch-file FILE");
    }
    return texts;
  }

  private Optional<ApplyConfiguration> patch(
      NodeCalls node, List<String> texts, List<String> problems) throws NodeCallException {
    try {
      String spec = node.resources().get(NAMESPACE, TYPE, ID).getSpec().getYamlSpec();
      String config = Yaml.read(spec) instanceof String text ? text : spec;
      ApplyRequest request =
          options.request(Patches.apply(MachineConfig.decode(config), texts).encode());
      return Optional.of(node.applyConfiguration(request));
    } catch (ConfigException | UsageException | IOException e) {
      synchronized (problems) {
        problems.add(node.name() + ": " + e.getMessage());
      }
      return Optional.empty();
    }
  }
}
