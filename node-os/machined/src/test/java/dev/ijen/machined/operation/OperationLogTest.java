package dev.ijen.machined.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.ijen.machined.config.DurableFile;
import dev.ijen.machined.operation.OperationRecord.State;
import dev.ijen.machined.platform.NodeException;
import dev.ijen.machined.platform.NodeException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperationLogTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05.000000006Z"), ZoneOffset.UTC);

  @TempDir private Path folder;

  private OperationLog log;

  @BeforeEach
  void open() throws IOException {
    log = reopened();
  }

  @Test
  void aChangeIsBegunOnceAndItsAnswerSurvivesTheDaemon() throws Exception {
    ByteString answer = ByteString.copyFromUtf8("answer");
    OperationRecord done = begin("a", 1).done("reboots", answer);
    assertThat(log.begin(key("a", 1), "Activate")).isEqualTo(new Operation.Known(done));
    assertThat(reopened().begin(key("a", 2), "Activate")).isEqualTo(new Operation.Known(done));
    assertThat(done.answer()).isEqualTo(answer);
  }

  @Test
  void whileItRunsTheSameIdIsKnownAsRunning() throws Exception {
    begin("a", 1);
    assertThat(((Operation.Known) log.begin(key("a", 1), "Activate")).result().state())
        .isEqualTo(State.RUNNING);
  }

  @Test
  void whatRanWhenTheDaemonEndedHasFailed() throws Exception {
    begin("a", 1);
    OperationRecord found = reopened().recent(16).getFirst();
    assertThat(found.state()).isEqualTo(State.FAILED);
    assertThat(found.message()).contains("ended while it ran");
  }

  @Test
  void anOlderEpochIsRefusedAfterARestartToo() throws Exception {
    begin("a", 7).done("");
    OperationLog next = reopened();
    NodeException refused =
        catchThrowableOfType(NodeException.class, () -> next.begin(key("b", 6), "Activate"));
    assertThat(refused.reason()).isEqualTo(Reason.NOT_NOW);
    assertThat(refused).hasMessage("operation b: epoch 6 is over: the node has seen 7");
    assertThat(next.epoch()).isEqualTo(7);
  }

  @Test
  void aRefusedChangeMayBeAskedForAgain() throws Exception {
    begin("a", 1).refused();
    assertThat(reopened().recent(16)).isEmpty();
    assertThat(log.begin(key("a", 1), "Activate")).isInstanceOf(Operation.Begun.class);
  }

  @Test
  void anIdBelongsToOneMethod() throws Exception {
    begin("a", 1).done("");
    assertThat(reason(key("a", 1), "Reboot")).isEqualTo(Reason.INVALID);
    assertThat(reason(key("", 1), "Reboot")).isEqualTo(Reason.INVALID);
  }

  @Test
  void theLastSixtyFourAreRemembered() throws Exception {
    for (int i = 0; i < 70; i++) {
      begin("id-" + i, 1).done("");
    }
    assertThat(reopened().recent(100))
        .hasSize(64)
        .first()
        .extracting(kept -> kept.key().id())
        .isEqualTo("id-69");
  }

  @Test
  void withoutStateNothingIsBegunAndNothingIsRemembered() throws Exception {
    var early = new OperationLog(new DurableFile(folder.resolve("none/operations.pb")), CLOCK);
    assertThat(
            catchThrowableOfType(NodeException.class, () -> early.begin(key("a", 1), "Activate"))
                .reason())
        .isEqualTo(Reason.UNAVAILABLE);
    early.open();
    assertThat(
            catchThrowableOfType(NodeException.class, () -> early.begin(key("a", 1), "Activate"))
                .reason())
        .isEqualTo(Reason.UNAVAILABLE);
    assertThat(early.recent(16)).isEmpty();
  }

  @Test
  void aFileThatIsNoneCountsAsEmpty() throws IOException {
    Files.writeString(folder.resolve("operations.pb"), "\377 not a message");
    assertThat(reopened().recent(16)).isEmpty();
  }

  private Operation.Begun begin(String id, long epoch) throws NodeException {
    return (Operation.Begun) log.begin(key(id, epoch), "Activate");
  }

  private Reason reason(OperationKey key, String method) {
    return catchThrowableOfType(NodeException.class, () -> log.begin(key, method)).reason();
  }

  private static OperationKey key(String id, long epoch) {
    return new OperationKey(id, epoch, "rollout/r1");
  }

  private OperationLog reopened() throws IOException {
    var opened = new OperationLog(new DurableFile(folder.resolve("operations.pb")), CLOCK);
    opened.open();
    return opened;
  }
}
