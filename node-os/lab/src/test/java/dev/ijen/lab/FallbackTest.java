package dev.ijen.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.api.fleet.BootRecord;
import dev.ijen.api.fleet.SlotStatus;
import dev.ijen.api.machine.RebootRequest;
import dev.ijen.api.machine.UpgradeRequest;
import dev.ijen.client.NodeClient;
import dev.ijen.client.TrialCalls;
import dev.ijen.image.release.Fault;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Each way for a release to fail, one after the other on one machine, which has its first release
 * all the time.
 */
class FallbackTest {
  private static final String FIRST = "1.14.0";

  private static ReleaseLab lab;
  private static Fallback panics;
  private static Fallback isNeverHealthy;

  @BeforeAll
  static void start() throws Exception {
    lab = ReleaseLab.start("fallback-test");
    panics = Fallback.of(lab, Fault.PANIC, "1.14.1");
    isNeverHealthy = Fallback.of(lab, Fault.UNHEALTHY, "1.14.2");
    lab.access().configure(ReleaseLab.BOOT);
    lab.awaitProved(FIRST);
  }

  @AfterAll
  static void stop() throws Exception {
    lab.stop();
  }

  @Test
  @Tag("real")
  void aStagedReleaseThatPanics() throws Exception {
    panics.run(
        image -> {
          var staged = UpgradeRequest.newBuilder().setImage(image).setStage(true).build();
          try (NodeClient client = lab.access().connect()) {
            client.endpoint().upgrades().upgradeAndReboot(staged);
          }
        });
    assertThat(lab.boots())
        .extracting(BootRecord::getReason)
        .startsWith("fallback", "upgrade", "reboot requested");
    lab.awaitProved(FIRST);
  }

  @Test
  @Tag("real")
  void aReleaseThatIsNeverHealthy() throws Exception {
    fallsBack(isNeverHealthy);
  }

  @Test
  @Tag("long")
  void aReleaseThatHangs() throws Exception {
    fallsBack(Fallback.of(lab, Fault.HANG, "1.14.3"));
  }

  @Test
  @Tag("long")
  void aReleaseWhoseInitDies() throws Exception {
    fallsBack(Fallback.of(lab, Fault.INIT_DIES, "1.14.4"));
  }

  private static void fallsBack(Fallback release) throws Exception {
    release.run(
        image -> {
          try (NodeClient client = lab.access().connect()) {
            client.endpoint().upgrades().upgrade(image, _ -> {});
            client.endpoint().reboot(RebootRequest.Mode.DEFAULT);
          }
        });
    lab.awaitProved(FIRST);
  }

  @Test
  @Tag("long")
  void aReleaseThatIsConfirmedStaysUntilItIsReverted() throws Exception {
    String image = lab.push("1.14.9", Optional.empty());
    String digest;
    try (NodeClient client = lab.access().connect()) {
      TrialCalls trials = client.endpoint().trials();
      digest = trials.prestage(image, false, _ -> {});
      trials.activate(digest, Optional.of(ReleaseLab.BOOT));
    }
    lab.await(
        "1.14.9 waits for a confirmation alone",
        ReleaseLab.BOOT,
        () -> unmet().equals(List.of("confirmation")));
    assertThat(lab.active().getState()).isEqualTo(SlotStatus.State.TRIAL);
    try (NodeClient client = lab.access().connect()) {
      client.endpoint().trials().confirm(digest);
    }
    lab.awaitProved("1.14.9");
    try (NodeClient client = lab.access().connect()) {
      client.endpoint().trials().revert(digest, "too slow");
    }
    lab.awaitProved(FIRST);
    assertThat(lab.boots()).extracting(BootRecord::getReason).startsWith("rollback", "upgrade");
  }

  private static List<String> unmet() throws Exception {
    try (NodeClient client = lab.access().connect()) {
      return client.endpoint().trials().status().getSlotTrial().getUnmetConditionsList();
    }
  }
}
