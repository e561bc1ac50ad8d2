package dev.ijen.lab.command;

import dev.ijen.client.Connection;
import dev.ijen.client.Credentials;
import dev.ijen.client.Endpoint;
import dev.ijen.client.NodeCallException;
import dev.ijen.client.NodeClient;
import dev.ijen.config.talosconfig.TalosContext;
import dev.ijen.config.talosconfig.Talosconfig;
import dev.ijen.lab.measure.NodeMemory;
import dev.ijen.lab.measure.ProcessMemory;
import dev.ijen.pki.Pem;
import dev.ijen.pki.PemKeyPair;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the memory of every process of a node, for docs/performance.md. */
@Command(name = "measure", description = "Prints RSS and PSS of every process of a node.")
public final class MeasureCommand implements Callable<Integer> {
  @Option(
      names = "--talosconfig",
      defaultValue = "${env:TALOSCONFIG}",
      description = "Whose current context names the node; default: TALOSCONFIG.")
  private Path talosconfig = Path.of("talosconfig");

  @Option(
      names = {"-n", "--node"},
      description = "Address of the node; default: the first endpoint.")
  private Optional<String> node = Optional.empty();

  @Option(
      names = "--calls",
      defaultValue = "0",
      description = "How many Version calls to make first, one after the other; default: none.")
  private int calls;

  @Override
  public Integer call() throws StepException, InterruptedException {
    Lab.console()
        .step(
            "memory of the node",
            "name a talosconfig of an administrator: `eval \"$(./ijen env)\"` does",
            () -> {
              print(processes());
              return true;
            });
    return 0;
  }

  private List<ProcessMemory> processes() throws Exception {
    TalosContext context =
        Talosconfig.load(talosconfig)
            .current()
            .orElseThrow(() -> new IOException(talosconfig + " has no current context"));
    String address = node.orElseGet(() -> context.endpoints().getFirst());
    PemKeyPair pair = PemKeyPair.fromBase64(context.crt(), context.key());
    Credentials.Mutual credentials = Credentials.Mutual.parse(Pem.fromBase64(context.ca()), pair);
    Connection connection = Connection.mutual(List.of(Endpoint.parse(address)), credentials);
    try (NodeClient client = NodeClient.connect(connection, Clock.systemUTC())) {
      load(client);
      return new NodeMemory(client.endpoint()).processes();
    }
  }

  private void load(NodeClient client) throws NodeCallException {
    long start = System.nanoTime();
    for (int call = 0; call < calls; call++) {
      client.endpoint().version();
    }
    if (calls > 0) {
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf("%d calls, %.0f a second%n", calls, calls / seconds);
    }
  }

  private static void print(List<ProcessMemory> processes) {
    System.out.printf("%-8s %-28s %9s %9s%n", "PID", "PROCESS", "RSS MiB", "PSS MiB");
    for (ProcessMemory process : processes) {
      line(
          Integer.toString(process.pid()),
          process.command(),
          process.residentKib(),
          process.proportionalKib());
    }
    line(
        "",
        "all",
        processes.stream().mapToLong(ProcessMemory::residentKib).sum(),
        processes.stream().mapToLong(ProcessMemory::proportionalKib).sum());
  }

  private static void line(String pid, String name, long residentKib, long proportionalKib) {
    System.out.printf(
        "%-8s %-28s %9.1f %9.1f%n", pid, name, residentKib / 1024.0, proportionalKib / 1024.0);
  }
}
