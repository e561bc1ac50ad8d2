package dev.ijen.ctl;

import java.util.List;
import picocli.CommandLine.Option;

/** Options of commands that also work on a node in maintenance mode. */
final class InsecureOptions {
  @Option(
      names = {"-i", "--insecure"},
      description = "Call the node without a client certificate (maintenance mode).")
  private boolean insecure;

  @Option(
      names = "--cert-fingerprint",
      split = ",",
      paramLabel = "HASH",
      description = "Accept only these public keys of the node (base64 of SHA-256).")
  private List<String> fingerprints = List.of();

  /** For commands whose {@code -i} means something else. */
  static InsecureOptions of(boolean insecure, List<String> fingerprints) {
    var options = new InsecureOptions();
    options.insecure = insecure;
    options.fingerprints = fingerprints;
    return options;
  }

  boolean insecure() {
    return insecure;
  }

  List<String> fingerprints() {
    return fingerprints;
  }
}
