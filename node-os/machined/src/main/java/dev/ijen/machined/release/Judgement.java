package dev.ijen.machined.release;

import dev.ijen.release.Finding;
import dev.ijen.release.ReleaseOffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What was found of a release.
 *
 * @param offer empty when the registry did not show a release
 * @param findings all that speaks against it
 */
public record Judgement(Optional<ReleaseOffer> offer, List<Finding> findings) {
  public Judgement {
    findings = List.copyOf(findings);
  }

  static Judgement none(Finding.Reason reason, String message) {
    return new Judgement(Optional.empty(), List.of(new Finding(reason, message)));
  }

  /** What remains when what can be forced is. */
  List<Finding> against(boolean force) {
    return findings.stream().filter(one -> !(force && one.reason().forcible())).toList();
  }

  static String text(List<Finding> findings) {
    return findings.stream().map(Finding::toString).collect(Collectors.joining("; "));
  }
}
