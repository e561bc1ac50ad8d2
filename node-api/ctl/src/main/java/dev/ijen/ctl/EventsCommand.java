package dev.ijen.ctl;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.ijen.api.machine.Event;
import dev.ijen.api.machine.EventsRequest;
import dev.ijen.client.NodeCallException;
import dev.ijen.client.NodeStream;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What happens on the nodes. */
@Command(name = "events", description = "Print what happens on the nodes.")
final class EventsCommand extends NodeCommand {
  private static final String ROW = "%-15s   %-20s   %-28s   %-20s   %-25s   %s";

  @Option(
      names = "--tail",
      defaultValue = "0",
      paramLabel = "N",
      description = "Begin with the last events (-1: all that the node keeps).")
  private int tail;

  @Option(
      names = "--duration",
      defaultValue = "0s",
      paramLabel = "TIME",
      description = "Begin with the events of this last time, as 10m or 1h.")
  private Duration duration = Duration.ZERO;

  @Option(
      names = "--since",
      paramLabel = "ID",
      description = "Begin with the event after this one.")
  private @Nullable String since;

  @Option(names = "--actor-id", paramLabel = "ID", description = "Only events of this actor.")
  private @Nullable String actor;

  EventsCommand(Root root) {
    super(root);
  }

  @Override
  void run(Session session) throws InterruptedException {
    shell().out().println(ROW.formatted("NODE", "ID", "EVENT", "ACTOR", "SOURCE", "MESSAGE"));
    EventsRequest request = request();
    stream(
        session,
        (name, node) -> {
          try (NodeStream<Event> events = node.events(request)) {
            copy(name, events);
          }
        });
  }

  private EventsRequest request() {
    var request =
        EventsRequest.newBuilder()
            .setTailEvents(tail)
            .setTailSeconds(Math.toIntExact(duration.toSeconds()));
    if (since != null) {
      request.setTailId(since);
    }
    if (actor != null) {
      request.setWithActorId(actor);
    }
    return request.build();
  }

  private void copy(String node, NodeStream<Event> events)
      throws NodeCallException, InterruptedException {
    for (Optional<Event> next = events.next(); next.isPresent(); next = events.next()) {
      if (next.get().hasData() && !next.get().getId().isEmpty()) {
        print(node, next.get());
      }
    }
  }

  private void print(String node, Event event) {
    String type = event.getData().getTypeUrl();
    EventWords words;
    try {
      words = EventWords.of(event.getData());
    } catch (InvalidProtocolBufferException _) {
      words = new EventWords("", "does not parse");
    }
    shell()
        .out()
        .println(
            ROW.formatted(
                node,
                event.getId(),
                type.substring(type.lastIndexOf('/') + 1),
                event.getActorId(),
                words.source(),
                words.message()));
  }
}
