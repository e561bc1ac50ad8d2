package dev.ijen.ctl;

import dev.ijen.api.machine.ApplyConfigurationRequest;
import dev.ijen.api.machine.RebootRequest;
import dev.ijen.api.machine.ResetRequest;
import dev.ijen.api.machine.UpgradeRequest;
import dev.ijen.config.DiskSelector;
import dev.ijen.config.ValidationContext.Platform;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** All commands of the program. One class is loaded per run: the one that the user named. */
final class Commands {
  /** Options of the root that take a value in the next argument. */
  private static final Set<String> WITH_VALUE =
      Set.of(
          "--talosconfig",
          "--context",
          "--cluster",
          "-n",
          "--nodes",
          "-e",
          "--endpoints",
          "--kubeconfig",
          "--namespace");

  /**
   * A command before its class is loaded.
   *
   * @param names its name and aliases, as its annotation has them
   * @param create makes it
   */
  private record Entry(List<String> names, Function<Root, Object> create) {}

  private static final Entry ROLLOUT =
      new Entry(List.of("rollout"), root -> new RolloutCommand(root.kubernetes()));

  private static final List<Entry> ALL =
      List.of(
          new Entry(List.of("apply-config", "apply"), root -> new ApplyConfigCommand(root)),
          new Entry(List.of("bootstrap"), root -> new BootstrapCommand(root)),
          new Entry(List.of("completion"), root -> new CompletionCommand(root)),
          new Entry(List.of("config"), root -> new ConfigCommand(root)),
          new Entry(List.of("dmesg"), root -> new DmesgCommand(root)),
          new Entry(List.of("events"), root -> new EventsCommand(root)),
          new Entry(List.of("gen"), root -> new GenCommand(root)),
          new Entry(List.of("get", "g"), root -> new GetCommand(root)),
          new Entry(List.of("image", "images"), root -> new ImageCommand(root)),
          new Entry(List.of("install"), root -> new InstallCommand(root)),
          new Entry(List.of("kubeconfig"), root -> new KubeconfigCommand(root)),
          new Entry(List.of("list", "ls"), root -> new ListCommand(root)),
          new Entry(List.of("logs"), root -> new LogsCommand(root)),
          new Entry(List.of("machineconfig", "mc"), root -> new MachineConfigCommand(root)),
          new Entry(List.of("meta"), root -> new MetaCommand(root)),
          new Entry(List.of("patch"), root -> new PatchCommand(root)),
          new Entry(List.of("read"), root -> new ReadCommand(root)),
          new Entry(List.of("reboot"), root -> new RebootCommand(root)),
          new Entry(List.of("reset"), root -> new ResetCommand(root)),
          new Entry(List.of("rollback"), root -> new RollbackCommand(root)),
          ROLLOUT,
          new Entry(List.of("service", "services"), root -> new ServiceCommand(root)),
          new Entry(List.of("shutdown"), root -> new ShutdownCommand(root)),
          new Entry(List.of("upgrade"), root -> new UpgradeCommand(root)),
          new Entry(List.of("validate"), root -> new ValidateCommand(root)),
          new Entry(List.of("version"), root -> new VersionCommand(root)));

  private Commands() {}

  /** The command line for these arguments: with the command they name, or with all. */
  static CommandLine line(Shell shell, String... args) {
    var root = new Root(shell);
    Optional<Entry> named = named(args);
    boolean kubernetes = named.filter(ROLLOUT::equals).isPresent();
    var line = new CommandLine(kubernetes ? root.kubernetes() : root);
    for (Entry entry : named.map(List::of).orElse(ALL)) {
      add(line, entry.create().apply(root));
    }
    if (named.isEmpty()) {
      add(line, new HelpTopic());
    }
    line.setExpandAtFiles(false); // patches are given as @file
    line.registerConverter(Duration.class, new GoDuration());
    line.registerConverter(DiskSelector.class, Commands::diskSelector);
    line.registerConverter(OutputFormat.class, new EnumWord<>(OutputFormat.class));
    line.registerConverter(Platform.class, new EnumWord<>(Platform.class));
    line.registerConverter(
        ServiceCommand.Action.class, new EnumWord<>(ServiceCommand.Action.class));
    line.registerConverter(
        ImageCommand.Namespace.Word.class, new EnumWord<>(ImageCommand.Namespace.Word.class));
    line.registerConverter(RebootRequest.Mode.class, new EnumWord<>(RebootRequest.Mode.class));
    line.registerConverter(
        ResetRequest.WipeMode.class, new EnumWord<>(ResetRequest.WipeMode.class));
    line.registerConverter(
        UpgradeRequest.RebootMode.class, new EnumWord<>(UpgradeRequest.RebootMode.class));
    line.registerConverter(
        ApplyConfigurationRequest.Mode.class, new EnumWord<>(ApplyConfigurationRequest.Mode.class));
    return line;
  }

  private static void add(CommandLine parent, Object command) {
    var line = new CommandLine(command);
    if (command instanceof Group group) {
      group.members().forEach(member -> add(line, member));
    }
    parent.addSubcommand(line);
  }

  private static Optional<Entry> named(String... args) {
    for (int i = 0; i < args.length; i++) {
      String word = args[i];
      if (WITH_VALUE.contains(word)) {
        i++;
      } else if (!word.startsWith("-")) {
        return ALL.stream().filter(entry -> entry.names().contains(word)).findFirst();
      }
    }
    return Optional.empty();
  }

  private static DiskSelector diskSelector(String text) {
    try {
      return DiskSelector.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
