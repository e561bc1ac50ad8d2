package dev.ijen.ctl;

import dev.ijen.api.machine.ServiceEvent;
import dev.ijen.api.machine.ServiceHealth;
import dev.ijen.api.machine.ServiceInfo;
import dev.ijen.client.NodeCallException;
import dev.ijen.client.NodeCalls;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Services of a node: a list, one in detail, or an action on one. */
@Command(
    name = "service",
    aliases = "services",
    description = "List services, show one, or start, stop or restart one.")
final class ServiceCommand extends NodeCommand {
  /** What to do with a service. */
  enum Action {
    STATUS,
    START,
    STOP,
    RESTART
  }

  @Parameters(index = "0", arity = "0..1", paramLabel = "ID", description = "The service.")
  private @Nullable String id;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ACTION",
      defaultValue = "status",
      description = "start, stop, restart or status (the default).")
  private Action action = Action.STATUS;

  @Option(
      names = {"-o", "--output"},
      defaultValue = "table",
      description = "Output form of the list: table, yaml or json.")
  private OutputFormat format = OutputFormat.TABLE;

  @Mixin private InsecureOptions insecure = new InsecureOptions();

  ServiceCommand(Root root) {
    super(root);
  }

  @Override
  Session open() throws NodeCallException, UsageException, IOException {
    return Session.either(root(), insecure);
  }

  @Override
  void run(Session session) throws InterruptedException {
    if (id == null) {
      list(session);
    } else if (action == Action.STATUS) {
      show(session, id);
    } else {
      act(session, id);
    }
  }

  private void list(Session session) throws InterruptedException {
    var table = new TextTable("NODE", "SERVICE", "STATE", "HEALTH", "LAST CHANGE", "LAST EVENT");
    var documents = new Documents(shell().out(), format);
    each(
        session,
        NodeCalls::services,
        (node, services) -> {
          for (ServiceInfo service : services) {
            if (format == OutputFormat.TABLE) {
              table.row(row(node, service));
            } else {
              documents.print(node, ProtoTree.of(service));
            }
          }
        });
    if (format == OutputFormat.TABLE) {
      table.print(shell().out());
    }
  }

  private List<String> row(String node, ServiceInfo service) {
    List<ServiceEvent> events = service.getEvents().getEventsList();
    String change = events.isEmpty() ? "" : age(events.getLast()) + " ago";
    String last = events.isEmpty() ? "" : events.getLast().getMsg();
    return List.of(
        node, service.getId(), service.getState(), health(service.getHealth()), change, last);
  }

  private void show(Session session, String service) throws InterruptedException {
    each(
        session,
        node -> find(node.services(), service),
        (node, found) -> {
          if (found.isEmpty()) {
            failed(node + ": service " + service + " is not known (see: ijenctl services)");
          } else {
            detail(node, found.getFirst()).print(shell().out());
          }
        });
  }

  private static List<ServiceInfo> find(List<ServiceInfo> services, String id) {
    return services.stream().filter(service -> service.getId().equals(id)).toList();
  }

  private TextTable detail(String node, ServiceInfo service) {
    var table = new TextTable("NODE", node);
    table.row("ID", service.getId());
    table.row("STATE", service.getState());
    table.row("HEALTH", health(service.getHealth()));
    if (!service.getHealth().getLastMessage().isEmpty()) {
      table.row("LAST HEALTH MESSAGE", service.getHealth().getLastMessage());
    }
    String label = "EVENTS";
    for (ServiceEvent event : service.getEvents().getEventsList().reversed()) {
      table.row(label, "[%s]: %s (%s ago)".formatted(event.getState(), event.getMsg(), age(event)));
      label = "";
    }
    return table;
  }

  private void act(Session session, String service) throws InterruptedException {
    var table = new TextTable("NODE", "RESPONSE");
    each(
        session,
        node ->
            switch (action) {
              case START -> node.startService(service);
              case STOP -> node.stopService(service);
              case RESTART -> node.restartService(service);
              case STATUS -> throw new IllegalStateException("status is no action");
            },
        (node, words) -> table.row(node, words));
    table.print(shell().out());
  }

  private static String health(ServiceHealth health) {
    if (health.getUnknown()) {
      return "?";
    }
    return health.getHealthy() ? "OK" : "Fail";
  }

  private String age(ServiceEvent event) {
    return Words.age(event.getTs(), shell().clock().instant());
  }
}
