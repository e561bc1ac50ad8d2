package dev.ijen.ctl;

import dev.ijen.api.cosi.Event;
import dev.ijen.api.cosi.Resource;
import dev.ijen.api.cosi.WatchResponse;
import dev.ijen.api.cosi.meta.ResourceDefinitionSpec;
import dev.ijen.client.NodeCallException;
import dev.ijen.client.NodeCalls;
import dev.ijen.client.NodeStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Resources: one, or all of a type, once or as they change. */
@Command(
    name = "get",
    aliases = "g",
    description = "Print resources. `ijenctl get rd` lists the types.")
final class GetCommand extends NodeCommand {
  @Parameters(index = "0", paramLabel = "TYPE", description = "Name or alias of the type.")
  private String type = "";

  @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "One resource alone.")
  private @Nullable String id;

  @Option(
      names = "--namespace",
      paramLabel = "NAME",
      description = "Namespace (default: that of the type).")
  private @Nullable String namespace;

  @Option(
      names = {"-w", "--watch"},
      description = "Go on with what changes.")
  private boolean watch;

  @Option(
      names = {"-o", "--output"},
      defaultValue = "table",
      description = "Output form: table, yaml or json.")
  private OutputFormat format = OutputFormat.TABLE;

  @Mixin private InsecureOptions insecure = new InsecureOptions();

  /** What one node said. */
  private record Found(ResourceDefinitionSpec kind, List<Resource> resources) {}

  GetCommand(Root root) {
    super(root);
  }

  @Override
  Session open() throws NodeCallException, UsageException, IOException {
    return Session.either(root(), insecure);
  }

  @Override
  void run(Session session) throws UsageException, InterruptedException {
    if (watch) {
      watch(session);
    } else {
      print(session);
    }
  }

  private void print(Session session) throws UsageException, InterruptedException {
    var answers = new LinkedHashMap<String, Found>();
    var problems = new ArrayList<String>();
    each(
        session,
        node -> find(node, problems),
        (node, found) -> found.ifPresent(value -> answers.put(node, value)));
    problems.forEach(this::failed);
    if (format == OutputFormat.TABLE) {
      printTable(answers);
    } else {
      printDocuments(answers);
    }
  }

  private Optional<Found> find(NodeCalls node, List<String> problems)
      throws NodeCallException, InterruptedException {
    ResourceDefinitionSpec kind;
    try {
      kind = new Kinds(node.resources().definitions()).find(type);
    } catch (UsageException e) {
      synchronized (problems) {
        problems.add(node.name() + ": " + e.getMessage());
      }
      return Optional.empty();
    }
    List<Resource> resources =
        id == null
            ? node.resources().list(namespace(kind), kind.getResourceType())
            : List.of(node.resources().get(namespace(kind), kind.getResourceType(), id));
    return Optional.of(new Found(kind, resources));
  }

  private void printTable(Map<String, Found> answers) throws UsageException {
    if (answers.isEmpty()) {
      return;
    }
    var columns = new ResourceTable(answers.values().iterator().next().kind());
    var table = new TextTable(columns.header(false));
    for (var answer : answers.entrySet()) {
      for (Resource resource : answer.getValue().resources()) {
        table.row(columns.row(answer.getKey(), resource));
      }
    }
    table.print(shell().out());
  }

  private void printDocuments(Map<String, Found> answers) throws UsageException {
    var documents = new Documents(shell().out(), format);
    for (var answer : answers.entrySet()) {
      for (Resource resource : answer.getValue().resources()) {
        printDocument(documents, Map.of("node", answer.getKey()), resource);
      }
    }
  }

  private void printDocument(Documents documents, Map<String, Object> head, Resource resource)
      throws UsageException {
    if (format == OutputFormat.YAML) {
      documents.printYaml(ResourceView.yaml(head, resource));
    } else {
      var tree = new LinkedHashMap<String, Object>(head);
      tree.putAll(ResourceView.tree(resource));
      shell().out().println(Json.pretty(tree));
    }
  }

  private void watch(Session session) throws InterruptedException {
    var printer = new WatchPrinter();
    stream(
        session,
        (name, node) -> {
          try {
            ResourceDefinitionSpec kind = new Kinds(node.resources().definitions()).find(type);
            String space = namespace(kind);
            try (var events =
                node.resources().watch(space, kind.getResourceType(), Optional.ofNullable(id))) {
              printer.copy(name, kind, events);
            }
          } catch (UsageException e) {
            printer.problem(name + ": " + e.getMessage());
          }
        });
  }

  private String namespace(ResourceDefinitionSpec kind) {
    return namespace == null ? kind.getDefaultNamespace() : namespace;
  }

  /** Prints what several nodes tell at once, a line or document at a time. */
  private final class WatchPrinter {
    private final Documents documents = new Documents(shell().out(), format);
    private final GrowingTable table = new GrowingTable(shell().out());

    void copy(String node, ResourceDefinitionSpec kind, NodeStream<WatchResponse> events)
        throws NodeCallException, InterruptedException, UsageException {
      var columns = new ResourceTable(kind);
      for (var next = events.next(); next.isPresent(); next = events.next()) {
        for (Event event : next.get().getEventList()) {
          print(node, columns, event);
        }
      }
    }

    synchronized void problem(String message) {
      failed(message);
    }

    private synchronized void print(String node, ResourceTable columns, Event event)
        throws UsageException {
      if (event.hasError()) {
        failed(node + ": watch: " + event.getError());
        return;
      }
      List<String> row = columns.row(node, event);
      if (row.isEmpty()) {
        return;
      }
      if (format == OutputFormat.TABLE) {
        table.row(columns.header(true), row);
        return;
      }
      var head = new LinkedHashMap<String, Object>();
      head.put("node", node);
      head.put("event", event.getEventType().name().toLowerCase(Locale.ROOT));
      printDocument(documents, head, event.getResource());
    }
  }
}
