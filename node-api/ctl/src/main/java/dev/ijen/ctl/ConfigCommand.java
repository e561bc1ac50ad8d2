package dev.ijen.ctl;

import dev.ijen.config.talosconfig.TalosContext;
import dev.ijen.config.talosconfig.Talosconfig;
import dev.ijen.pki.Certificates;
import dev.ijen.pki.Pem;
import dev.ijen.pki.PkiException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The client config: contexts with endpoints, nodes and credentials. */
@Command(name = "config", description = "Show and change the client config.")
final class ConfigCommand extends Group {
  ConfigCommand(Root root) {
    super(
        new Add(root),
        new Use(root),
        new Contexts(root),
        new Endpoints(root),
        new Show(root),
        new Merge(root),
        new Nodes(root),
        new Remove(root));
  }

  /** A command on the client config. */
  private abstract static class Step implements Callable<Integer> {
    final Root root;

    Step(Root root) {
      this.root = root;
    }

    abstract void run() throws UsageException, IOException;

    @Override
    public final Integer call() throws UsageException, IOException {
      run();
      return 0;
    }

    final PrintStream out() {
      return root.shell().out();
    }

    final ClientConfig load() throws UsageException, IOException {
      return ClientConfig.load(root.talosconfig());
    }

    /** Replaces the context that the options name. */
    final void replace(ClientConfig config, TalosContext changed) throws IOException {
      config.save(config.content().with(config.name(root.context()), changed));
    }
  }

  /** A new context from credential files. */
  @Command(name = "add", description = "Add a context.")
  private static final class Add extends Step {
    @Parameters(paramLabel = "NAME", description = "Name of the context.")
    private String name = "";

    @Option(names = "--ca", required = true, paramLabel = "FILE", description = "The authority.")
    private Path ca = Path.of("");

    @Option(
        names = "--crt",
        required = true,
        paramLabel = "FILE",
        description = "The client certificate.")
    private Path crt = Path.of("");

    @Option(names = "--key", required = true, paramLabel = "FILE", description = "Its key.")
    private Path key = Path.of("");

    Add(Root root) {
      super(root);
    }

    @Override
    void run() throws UsageException, IOException {
      ClientConfig config = ClientConfig.loadOrEmpty(root.talosconfig());
      if (config.content().contexts().containsKey(name)) {
        throw new UsageException(config.file() + " has a context " + name + " already");
      }
      var context =
          new TalosContext(
              root.endpoints(), root.nodes(), base64(ca), base64(crt), base64(key), Map.of());
      config.save(config.content().with(name, context).withContext(name));
    }

    private static String base64(Path file) throws IOException {
      return Pem.toBase64(Files.read(file));
    }
  }

  /** Another current context. */
  @Command(name = "context", description = "Make a context the current one.")
  private static final class Use extends Step {
    @Parameters(paramLabel = "NAME", description = "Name of the context.")
    private String name = "";

    Use(Root root) {
      super(root);
    }

    @Override
    void run() throws UsageException, IOException {
      ClientConfig config = load();
      config.context(name);
      config.save(config.content().withContext(name));
    }
  }

  /** All contexts. */
  @Command(name = "contexts", description = "List the contexts.")
  private static final class Contexts extends Step {
    Contexts(Root root) {
      super(root);
    }

    @Override
    void run() throws UsageException, IOException {
      Talosconfig config = load().content();
      var table = new TextTable("CURRENT", "NAME", "ENDPOINTS", "NODES");
      config
          .contexts()
          .forEach(
              (name, context) ->
                  table.row(
                      name.equals(config.context()) ? "*" : "",
                      name,
                      String.join(",", context.endpoints()),
                      String.join(",", context.nodes())));
      table.print(out());
    }
  }

  /** Endpoints of a context. */
  @Command(
      name = "endpoint",
      aliases = "endpoints",
      description = "Set the endpoints of the context.")
  private static final class Endpoints extends Step {
    @Parameters(arity = "1..*", paramLabel = "HOST", description = "Where apid listens.")
    private List<String> hosts = List.of();

    Endpoints(Root root) {
      super(root);
    }

    @Override
    void run() throws UsageException, IOException {
      for (String host : hosts) {
        Session.endpoint(host);
      }
      ClientConfig config = load();
      replace(config, config.context(root.context()).withEndpoints(hosts));
    }
  }

  /** Nodes of a context. */
  @Command(name = "node", aliases = "nodes", description = "Set the nodes of the context.")
  private static final class Nodes extends Step {
    @Parameters(arity = "0..*", paramLabel = "NODE", description = "Nodes; none to clear.")
    private List<String> nodes = List.of();

    Nodes(Root root) {
      super(root);
    }

    @Override
    void run() throws UsageException, IOException {
      ClientConfig config = load();
      replace(config, config.context(root.context()).withNodes(nodes));
    }
  }

  /** Contexts of another file. */
  @Command(name = "merge", description = "Add the contexts of another client config.")
  private static final class Merge extends Step {
    @Parameters(paramLabel = "FILE", description = "The other client config.")
    private Path other = Path.of("");

    Merge(Root root) {
      super(root);
    }

    @Override
    void run() throws UsageException, IOException {
      ClientConfig config = ClientConfig.loadOrEmpty(root.talosconfig());
      config.save(config.content().merge(ClientConfig.load(other).content()));
    }
  }

  /** One context less. */
  @Command(name = "remove", description = "Remove a context.")
  private static final class Remove extends Step {
    @Parameters(paramLabel = "NAME", description = "Name of the context.")
    private String name = "";

    Remove(Root root) {
      super(root);
    }

    @Override
    void run() throws UsageException, IOException {
      ClientConfig config = load();
      config.context(name);
      config.save(config.content().without(name));
    }
  }

  /** What the context is and how long its certificate lives. */
  @Command(name = "info", description = "Show the context and its client certificate.")
  private static final class Show extends Step {
    private static final Pattern ORGANIZATION = Pattern.compile("O=([^,]+)");

    Show(Root root) {
      super(root);
    }

    @Override
    void run() throws UsageException, IOException {
      ClientConfig config = load();
      TalosContext context = config.context(root.context());
      print("Current context:", config.name(root.context()));
      print("Nodes:", words(context.nodes()));
      print("Endpoints:", words(context.endpoints()));
      X509Certificate certificate = certificate(context);
      print("Roles:", words(roles(certificate)));
      print("Certificate expires:", expiry(certificate.getNotAfter().toInstant()));
    }

    private void print(String label, String value) {
      out().println("%-20s %s".formatted(label, value));
    }

    private static String words(Collection<String> list) {
      return list.isEmpty() ? "not defined" : String.join(", ", list);
    }

    private static X509Certificate certificate(TalosContext context) throws UsageException {
      try {
        return Certificates.readFirst(context.client().certificate());
      } catch (PkiException e) {
        throw new UsageException("the context's crt: " + e.getMessage(), e);
      }
    }

    private static List<String> roles(X509Certificate certificate) {
      Matcher organization = ORGANIZATION.matcher(certificate.getSubjectX500Principal().getName());
      var roles = new ArrayList<@Nullable String>();
      while (organization.find()) {
        roles.add(organization.group(1));
      }
      return roles.stream().map(String::valueOf).toList();
    }

    private String expiry(Instant end) {
      Instant now = root.shell().clock().instant();
      long days = java.time.Duration.between(now, end).toDays();
      return end.isBefore(now) ? end + " (expired)" : "%s (in %d days)".formatted(end, days);
    }
  }
}
