package dev.ijen.ctl;

import java.time.Duration;
import picocli.CommandLine.Option;

/** Whether a command that restarts nodes waits for them, and how long. */
final class WaitOptions {
  @Option(
      names = "--wait",
      arity = "0..1",
      defaultValue = "true",
      fallbackValue = "true",
      paramLabel = "BOOL",
      description = "Wait until the nodes are back; --wait=false returns at once.")
  private boolean wait;

  @Option(
      names = "--timeout",
      defaultValue = "30m",
      paramLabel = "DURATION",
      description = "How long to wait.")
  private Duration timeout = Duration.ofMinutes(30);

  boolean wanted() {
    return wait;
  }

  Duration timeout() {
    return timeout;
  }
}
