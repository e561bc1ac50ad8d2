package dev.ijen.operator;

import dev.ijen.crds.testing.ApiServer;
import dev.ijen.operator.metrics.Exposition;
import dev.ijen.operator.metrics.Exposition.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What an operator has cost since it was started, or between two moments. Requests are counted by
 * the API server: of our kinds, Secrets and events, which nobody else touches meanwhile.
 *
 * @param at when it was read; in a difference, the time that passed
 * @param cpu processor time of the operator
 * @param requests requests to the API server by verb and resource
 * @param statusWrites of these, writes of statuses
 * @param nodeCalls calls to nodes
 * @param heapBytes heap in use after a collection
 * @param peakBytes most memory that the process ever had (VmHWM)
 */
record Cost(
    Duration at,
    Duration cpu,
    Map<String, Long> requests,
    long statusWrites,
    long nodeCalls,
    long heapBytes,
    long peakBytes) {
  private static final Set<String> WRITES = Set.of("APPLY", "PATCH", "PUT", "UPDATE");

  static Cost of(ApiServer server, OperatorProcess operator)
      throws IOException, InterruptedException {
    var requests = new TreeMap<String, Long>();
    long statusWrites = 0;
    for (Sample sample : Exposition.all(server.client().raw("/metrics"))) {
      Map<String, String> labels = sample.labels();
      if (sample.name().equals("apiserver_request_total") && isOurs(labels)) {
        String verb = labels.getOrDefault("verb", "");
        String status = labels.getOrDefault("subresource", "");
        String what = verb + " " + labels.get("resource") + (status.isEmpty() ? "" : "/" + status);
        requests.merge(what, (long) sample.value(), Long::sum);
        if (status.equals("status") && WRITES.contains(verb)) {
          statusWrites += (long) sample.value();
        }
      }
    }
    operator.collectGarbage();
    double calls = 0;
    double heap = 0;
    for (Sample sample : Exposition.all(operator.metrics())) {
      if (sample.name().equals("ijen_node_rpc_seconds_count")) {
        calls += sample.value();
      }
      if (sample.name().equals("jvm_memory_used_bytes")
          && "heap".equals(sample.labels().get("area"))) {
        heap += sample.value();
      }
    }
    return new Cost(
        Duration.between(Instant.EPOCH, Instant.now()),
        operator.cpu(),
        requests,
        statusWrites,
        (long) calls,
        (long) heap,
        peak(operator.pid()));
  }

  private static boolean isOurs(Map<String, String> labels) {
    return "ijen.dev".equals(labels.get("group"))
        || Set.of("secrets", "events").contains(labels.getOrDefault("resource", ""));
  }

  private static long peak(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> line.replaceAll("[^0-9]", ""))
        .mapToLong(kibibytes -> Long.parseLong(kibibytes) * 1024)
        .findFirst()
        .orElse(0);
  }

  /** What was added since another moment; memory stays as it is now. */
  Cost minus(Cost before) {
    var added = new TreeMap<String, Long>();
    requests.forEach(
        (what, count) -> {
          long more = count - before.requests().getOrDefault(what, 0L);
          if (more > 0) {
            added.put(what, more);
          }
        });
    return new Cost(
        at.minus(before.at()),
        cpu.minus(before.cpu()),
        added,
        statusWrites - before.statusWrites(),
        nodeCalls - before.nodeCalls(),
        heapBytes,
        peakBytes);
  }

  /** Cores that were busy on average, of a difference. */
  double cores() {
    return (double) cpu.toMillis() / at.toMillis();
  }

  /** For people. */
  String perMachine(int machines) {
    long sum = requests.values().stream().mapToLong(Long::longValue).sum();
    return String.format(
        Locale.ROOT,
        "%.1f s, %.1f CPU-s (%.4f cores), heap %.1f MiB, peak RSS %.0f MiB, API requests %d (%.2f"
            + " per machine; status writes %d), node calls %d (%.2f per machine), %s",
        at.toMillis() / 1000.0,
        cpu.toMillis() / 1000.0,
        cores(),
        heapBytes / 1048576.0,
        peakBytes / 1048576.0,
        sum,
        (double) sum / machines,
        statusWrites,
        nodeCalls,
        (double) nodeCalls / machines,
        requests);
  }
}
