package dev.ijen.ctl;

import dev.ijen.client.NodeCallException;
import dev.ijen.client.NodeCalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The way into the cluster for kubectl. */
@Command(
    name = "kubeconfig",
    description = "Get an administrator's kubeconfig from a control plane.")
final class KubeconfigCommand extends NodeCommand {
  private static final String STANDARD_OUTPUT = "-";

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "Where to write it; - prints it (default: ${DEFAULT-VALUE}).")
  private String file = "kubeconfig";

  @Option(
      names = {"-f", "--force"},
      description = "Replace a file that is there.")
  private boolean force;

  KubeconfigCommand(Root root) {
    super(root);
  }

  @Override
  void run(Session session) throws UsageException, InterruptedException {
    if (session.nodes().size() > 1) {
      throw new UsageException("kubeconfig takes one node, not " + session.nodes());
    }
    boolean print = file.equals(STANDARD_OUTPUT);
    if (!print && !force && java.nio.file.Files.exists(Path.of(file))) {
      throw new UsageException(file + " is there already; --force replaces it");
    }
    each(session, KubeconfigCommand::kubeconfig, (_, text) -> write(print, text));
  }

  private static String kubeconfig(NodeCalls node) throws NodeCallException, InterruptedException {
    try {
      return node.kubeconfig();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(boolean print, String text) {
    if (print) {
      shell().out().print(text);
      return;
    }
    try {
      Files.writeSecret(Path.of(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException("write " + file, e);
    }
  }
}
