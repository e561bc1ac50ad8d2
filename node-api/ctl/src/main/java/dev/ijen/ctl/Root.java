package dev.ijen.ctl;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program itself: options that every command takes. */
@Command(
    name = "ijenctl",
    description = "Manages nodes of Ijen through their API.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = false)
final class Root implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Print help.")
  private boolean help;

  @Option(
      names = "--talosconfig",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "Client config (default: $TALOSCONFIG, else ~/.talos/config).")
  private @Nullable Path talosconfig;

  @Option(
      names = "--context",
      scope = ScopeType.INHERIT,
      paramLabel = "NAME",
      description = "Context of the client config to use.")
  private @Nullable String context;

  @Option(
      names = "--cluster",
      scope = ScopeType.INHERIT,
      paramLabel = "NAME",
      description = "Cluster to name to a proxy in front of the endpoints.")
  private @Nullable String cluster;

  @Option(
      names = {"-e", "--endpoints"},
      scope = ScopeType.INHERIT,
      split = ",",
      paramLabel = "HOST",
      description = "Endpoints instead of those of the context.")
  private List<String> endpoints = List.of();

  @Option(
      names = {"-n", "--nodes"},
      scope = ScopeType.INHERIT,
      split = ",",
      paramLabel = "NODE",
      description = "Nodes to call instead of those of the context.")
  private List<String> nodes = List.of();

  private final Shell shell;

  private final KubeRoot kubernetes;

  Root(Shell shell) {
    this.shell = shell;
    this.kubernetes = new KubeRoot(shell);
  }

  /** What takes this one's place for commands that call the Kubernetes API. */
  KubeRoot kubernetes() {
    return kubernetes;
  }

  Shell shell() {
    return shell;
  }

  /** Where the client config is. */
  Path talosconfig() {
    if (talosconfig != null) {
      return talosconfig;
    }
    String variable = shell.environment().getOrDefault("TALOSCONFIG", "");
    return variable.isEmpty()
        ? shell.home().resolve(".talos").resolve("config")
        : Path.of(variable);
  }

  /** The context that was asked for; empty for the current one. */
  String context() {
    return context == null ? "" : context;
  }

  String cluster() {
    return cluster == null ? "" : cluster;
  }

  List<String> endpoints() {
    return endpoints;
  }

  List<String> nodes() {
    return nodes;
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
