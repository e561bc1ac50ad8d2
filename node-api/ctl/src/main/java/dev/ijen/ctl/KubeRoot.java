package dev.ijen.ctl;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program itself for commands that call the Kubernetes API: options as kubectl has them. */
@Command(
    name = "ijenctl",
    description = "Manages nodes of Ijen through the objects of their operator.",
    synopsisSubcommandLabel = "COMMAND")
final class KubeRoot implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Print help.")
  private boolean help;

  @Option(
      names = "--kubeconfig",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "Kubeconfig (default: first file of $KUBECONFIG, else ~/.kube/config).")
  private @Nullable Path kubeconfig;

  @Option(
      names = "--context",
      scope = ScopeType.INHERIT,
      paramLabel = "NAME",
      description = "Context of the kubeconfig to use.")
  private @Nullable String context;

  @Option(
      names = {"-n", "--namespace"},
      scope = ScopeType.INHERIT,
      paramLabel = "NAME",
      description = "Namespace instead of that of the context.")
  private @Nullable String namespace;

  private final Shell shell;

  KubeRoot(Shell shell) {
    this.shell = shell;
  }

  Shell shell() {
    return shell;
  }

  /** Where the kubeconfig is. */
  Path kubeconfig() {
    if (kubeconfig != null) {
      return kubeconfig;
    }
    String variable = shell.environment().getOrDefault("KUBECONFIG", "");
    return Arrays.stream(variable.split(File.pathSeparator, -1))
        .filter(file -> !file.isEmpty())
        .findFirst()
        .map(Path::of)
        .orElse(shell.home().resolve(".kube").resolve("config"));
  }

  /** The context that was asked for; null for the current one. */
  @Nullable String context() {
    return context;
  }

  /** The namespace that was asked for; null for that of the context. */
  @Nullable String namespace() {
    return namespace;
  }

  boolean wantsHelp() {
    return help;
  }

  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
  }
}
