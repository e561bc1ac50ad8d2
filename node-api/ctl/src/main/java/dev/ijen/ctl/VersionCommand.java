package dev.ijen.ctl;

import dev.ijen.api.machine.Version;
import dev.ijen.client.NodeCallException;
import dev.ijen.client.NodeCalls;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What this program and the nodes are. */
@Command(name = "version", description = "Print the version of the client and of the nodes.")
final class VersionCommand implements Callable<Integer> {
  private final Root root;

  @Option(names = "--client", description = "Print the client's version alone.")
  private boolean clientOnly;

  @Option(names = "--short", description = "Print the client's version on one line.")
  private boolean brief;

  @Option(
      names = {"-o", "--output"},
      defaultValue = "table",
      description = "Output form: table, yaml or json.")
  private OutputFormat format = OutputFormat.TABLE;

  @Mixin private InsecureOptions insecure = new InsecureOptions();

  VersionCommand(Root root) {
    this.root = root;
  }

  @Override
  public Integer call() throws Exception {
    if (format == OutputFormat.TABLE) {
      printClient(root.shell().out());
    }
    return clientOnly ? 0 : new Server().call();
  }

  private void printClient(PrintStream out) {
    out.println("Client:");
    if (brief) {
      out.println("\tIjen " + ClientVersion.TAG);
      return;
    }
    out.println("\tTag:         " + ClientVersion.TAG);
    out.println("\tJava:        " + Runtime.version().feature());
    out.println("\tOS/Arch:     " + ClientVersion.platform());
  }

  /** The part that asks the nodes. */
  private final class Server extends NodeCommand {
    Server() {
      super(root);
    }

    @Override
    Session open() throws NodeCallException, UsageException, IOException {
      return Session.either(root, insecure);
    }

    @Override
    void run(Session session) throws InterruptedException {
      if (format != OutputFormat.TABLE) {
        var documents = new Documents(shell().out(), format);
        each(
            session,
            NodeCalls::version,
            (node, version) -> documents.print(node, ProtoTree.of(version)));
        return;
      }
      shell().out().println("Server:");
      each(session, NodeCalls::version, this::print);
    }

    private void print(String node, Version version) {
      PrintStream out = shell().out();
      var info = version.getVersion();
      out.println("\tNODE:        " + node);
      out.println("\tTag:         " + info.getTag());
      out.println("\tSHA:         " + info.getSha());
      out.println("\tBuilt:       " + info.getBuilt());
      out.println("\tGo version:  " + info.getGoVersion());
      out.println("\tOS/Arch:     " + info.getOs() + "/" + info.getArch());
      out.println("\tPlatform:    " + version.getPlatform().getName());
      if (version.getFeatures().getRbac()) {
        out.println("\tEnabled:     RBAC");
      }
    }
  }
}
