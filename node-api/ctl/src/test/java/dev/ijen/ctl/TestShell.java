package dev.ijen.ctl;

import dev.ijen.client.Endpoint;
import dev.ijen.client.TestPki;
import dev.ijen.config.talosconfig.Talosconfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Runs the program in this process with a home folder of its own. */
final class TestShell {
  private final Path home;
  private final Clock clock;

  /** What a run left behind. */
  record Run(int code, String out, String err) {}

  TestShell(Path home, Clock clock) {
    this.home = home;
    this.clock = clock;
  }

  Path talosconfig() {
    return home.resolve(".talos/config");
  }

  /** Writes the client config that a cluster of this authority has. */
  void configure(TestPki pki, Endpoint endpoint) throws Exception {
    configure(
        Talosconfig.of(
            "test",
            List.of(endpoint.toString()),
            pki.authority(),
            pki.client(Clock.systemUTC(), Duration.ofHours(1))));
  }

  void configure(Talosconfig config) throws IOException {
    config.save(talosconfig());
  }

  Run run(String... args) {
    return run(Map.of(), args);
  }

  Run run(Map<String, String> environment, String... args) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var shell =
        new Shell(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment,
            home,
            clock,
            () -> false);
    int code = Main.run(shell, args);
    return new Run(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Runs with these nodes. */
  Run on(String nodes, String... args) {
    var all = new ArrayList<String>(List.of("-n", nodes));
    all.addAll(Arrays.asList(args));
    return run(all.toArray(String[]::new));
  }
}
