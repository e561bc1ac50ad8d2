package dev.ijen.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ijen.api.fleet.Progress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrialCallsTest {
  private FakeNode server;
  private NodeClient client;
  private TrialCalls trials;

  @BeforeEach
  void connect() throws Exception {
    var pki = new TestPki();
    server = FakeNode.configured(pki);
    client =
        NodeClient.connect(
            Connection.mutual(List.of(server.endpoint()), pki.credentials()), Clock.systemUTC());
    trials = client.endpoint().trials();
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void aReleaseIsWrittenStepByStep() throws Exception {
    var steps = new ArrayList<Progress.Step>();
    String digest = trials.prestage("r/i:1", false, progress -> steps.add(progress.getStep()));
    assertThat(digest).isEqualTo(FakeFleet.DIGEST);
    assertThat(steps).containsExactly(Progress.Step.CHECK, Progress.Step.DONE);
  }

  @Test
  void aRefusalSaysWhy() {
    assertThatExceptionOfType(NodeRefused.class)
        .isThrownBy(() -> trials.prestage("r/unsigned:1", false, _ -> {}))
        .withMessageContaining("UNSIGNED");
  }

  @Test
  void changesSayWhatAndComeInTheEpochThatTheNodeKnows() throws Exception {
    assertThat(trials.activate("sha256:1", Optional.empty()).getMessage())
        .isEqualTo("activate sha256:1, no confirmation");
    assertThat(trials.activate("sha256:1", Optional.of(Duration.ofMinutes(2))).getMessage())
        .isEqualTo("activate sha256:1, 120 s");
    assertThat(trials.confirm("sha256:1").getMessage()).isEqualTo("confirm SUBJECT_SLOT sha256:1");
    assertThat(trials.revert("sha256:1", "slow").getMessage())
        .isEqualTo("revert SUBJECT_SLOT sha256:1: slow");
  }

  @Test
  void eachChangeIsAnOperationOfItsOwn() throws Exception {
    assertThat(trials.confirm("sha256:1").getId())
        .isNotEmpty()
        .isNotEqualTo(trials.confirm("sha256:1").getId());
  }
}
