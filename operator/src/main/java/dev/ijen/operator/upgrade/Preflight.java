package dev.ijen.operator.upgrade;

import dev.ijen.api.fleet.CheckResponse;
import dev.ijen.crds.Machine;
import dev.ijen.crds.OSUpgradeSpec;
import dev.ijen.crds.OSUpgradeStatus.Finding;
import dev.ijen.operator.fleet.NodeState;
import dev.ijen.operator.fleet.StreamingFleet;
import dev.ijen.operator.render.Text;
import dev.ijen.operator.rollout.Versions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Asks machines whether they can take a release. Nothing is written on them. */
final class Preflight {
  /** Leaves room to write the answer within two seconds of the question. */
  static final Duration AT_ONCE = Duration.ofMillis(1500);

  /** For machines that could not answer at once: a busy one needs more than a second. */
  static final Duration PATIENT = Duration.ofSeconds(8);

  private static final int MAX_FINDINGS = 64;

  private Preflight() {}

  /**
   * What the machines said.
   *
   * @param version version of the release, empty when nobody knows
   * @param digest digest of the release, empty when nobody knows
   * @param findings what stands in the way; a machine that does not answer does not
   * @param answered how many machines answered
   */
  record Answer(String version, String digest, List<Finding> findings, int answered) {}

  /**
   * Asks all at once.
   *
   * @param patience how long to wait for all answers together
   */
  static Answer ask(
      OSUpgradeSpec spec, List<Machine> machines, StreamingFleet fleet, Duration patience)
      throws InterruptedException {
    var questions = new LinkedHashMap<String, CompletableFuture<CheckResponse>>();
    for (Machine machine : machines) {
      String name = machine.getMetadata().getName();
      questions.put(name, fleet.check(name, spec.target().image(), spec.downgrade()));
    }
    Map<String, CheckResponse> answers = collect(questions, patience);
    return judge(spec, answers, name -> fleet.state(name).map(NodeState::version).orElse(""));
  }

  private static Map<String, CheckResponse> collect(
      Map<String, CompletableFuture<CheckResponse>> questions, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    var answers = new LinkedHashMap<String, CheckResponse>();
    for (var question : questions.entrySet()) {
      try {
        long left = Math.max(0, end - System.nanoTime());
        answers.put(question.getKey(), question.getValue().get(left, TimeUnit.NANOSECONDS));
      } catch (ExecutionException | TimeoutException _) {
        question.getValue().cancel(false); // counts as unavailable until it answers
      }
    }
    return answers;
  }

  @FunctionalInterface
  interface RunningVersion {
    String of(String machine);
  }

  /** What follows from the answers. Pure. */
  static Answer judge(
      OSUpgradeSpec spec, Map<String, CheckResponse> answers, RunningVersion running) {
    var findings = new ArrayList<Finding>();
    answers.forEach((name, answer) -> findings.addAll(findings(spec, name, answer, running)));
    List<String> digests =
        answers.values().stream()
            .map(CheckResponse::getDigest)
            .filter(digest -> !digest.isEmpty())
            .distinct()
            .toList();
    if (digests.size() > 1) {
      findings.add(
          finding(
              "", "DigestsDiffer", "machines see different images: " + String.join(", ", digests)));
    }
    String version =
        answers.values().stream()
            .map(CheckResponse::getVersion)
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse("");
    String wanted = spec.target().version();
    if (wanted != null && !version.isEmpty() && !wanted.equals(version)) {
      findings.add(
          finding("", "UnknownVersion", "the image holds %s, not %s".formatted(version, wanted)));
    }
    return new Answer(
        version,
        digests.isEmpty() ? "" : digests.getFirst(),
        findings.stream().limit(MAX_FINDINGS).toList(),
        answers.size());
  }

  private static List<Finding> findings(
      OSUpgradeSpec spec, String name, CheckResponse answer, RunningVersion running) {
    List<Finding> found =
        answer.getFindingsList().stream()
            .map(f -> finding(name, camel(f.getReason().name()), f.getMessage()))
            .collect(Collectors.toCollection(ArrayList::new));
    Optional<String> path =
        answer.getVersion().isEmpty()
            ? Optional.empty()
            : Versions.objection(running.of(name), answer.getVersion(), spec.downgrade());
    path.ifPresent(why -> found.add(finding(name, "PathNotSupported", why)));
    return found;
  }

  private static Finding finding(String machine, String reason, String message) {
    return new Finding(machine, reason, Text.cut(message, 1024));
  }

  /** {@code NO_ROOM} becomes {@code NoRoom}. */
  private static String camel(String constant) {
    var text = new StringBuilder();
    for (String word : constant.split("_", -1)) {
      text.append(word.charAt(0)).append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
    }
    return text.toString();
  }
}
