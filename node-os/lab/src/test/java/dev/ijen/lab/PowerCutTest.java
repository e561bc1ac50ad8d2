package dev.ijen.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.image.Artifacts;
import dev.ijen.image.FileTree;
import dev.ijen.lab.host.Host;
import dev.ijen.lab.host.Instance;
import dev.ijen.lab.network.UserSlot;
import dev.ijen.lab.node.Attachment;
import dev.ijen.lab.node.Node;
import dev.ijen.lab.node.Qemu;
import dev.ijen.lab.node.Vm;
import dev.ijen.lab.process.Await;
import dev.ijen.prover.Prover;
import dev.ijen.prover.Report;
import dev.ijen.prover.boot.KnownImage;
import dev.ijen.prover.boot.Verdict.Boots;
import dev.ijen.prover.disk.CrashState;
import dev.ijen.prover.disk.RawImage;
import dev.ijen.prover.state.Plan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Power cuts at every write of a real upgrade and roll-back: judged by the prover, and some of them
 * booted by firmware.
 *
 * <p>{@code -Dijen.states}, {@code -Dijen.seed} and {@code -Dijen.boots} make it a longer run;
 * {@code -Dijen.record} names a folder where the record is kept for {@code ./ijen prove}.
 */
@Tag("long")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PowerCutTest {
  private static final Duration BOOT = Duration.ofMinutes(5);
  private static final int STATES = Integer.getInteger("ijen.states", 2500);
  private static final long SEED = Long.getLong("ijen.seed", 1);
  private static final int BOOTS = Integer.getInteger("ijen.boots", 1);
  private static final Pattern ROOT = Pattern.compile("stage 1: root is BOOT-([AB])");

  private static final Artifacts IMAGE =
      new Artifacts(Path.of(System.getProperty("ijen.image", "/missing")));

  private static Instance instance;
  private static Prover prover;

  @BeforeAll
  static void record() throws Exception {
    instance = RecordedUpgrade.fresh("power-cut-test");
    var upgrade = new RecordedUpgrade(instance, IMAGE);
    List<KnownImage> images;
    try {
      images = upgrade.run();
    } catch (Exception e) {
      System.out.println(upgrade.consoleEnd());
      throw e;
    } finally {
      upgrade.stop();
    }
    String kept = System.getProperty("ijen.record");
    if (kept != null) {
      upgrade.keep(Path.of(kept));
    }
    prover = Prover.open(IMAGE.disk(), upgrade.writes(), images);
  }

  @AfterAll
  static void end() throws Exception {
    if (prover != null) {
      prover.close();
    }
    FileTree.delete(instance.folder());
  }

  @Test
  @Order(1)
  void noPowerCutStrandsTheNode() throws Exception {
    Report report = prover.run(new Plan(STATES, SEED));
    System.out.print(report);
    assertThat(report.failures()).as(report.toString()).isEmpty();
    assertThat(report.states()).isGreaterThanOrEqualTo(2000);
    assertThat(report.outcomes().keySet())
        .anyMatch(outcome -> outcome.startsWith("1.14.1 of slot b on trial"))
        .anyMatch(outcome -> outcome.startsWith("1.14.1 of slot b by"))
        .anyMatch(outcome -> outcome.startsWith("1.14.0 of slot a by ijen-000003-a"));
  }

  @Test
  @Order(2)
  void theFirmwareBootsWhatTheProverForesees() throws Exception {
    int slot = UserSlot.claim(instance);
    try {
      for (Map.Entry<CrashState, Boots> cut : toBoot().entrySet()) {
        assertThat(bootedSlot(cut.getKey(), Attachment.forwarded(slot, 0)))
            .as("slot booted from state " + cut.getKey())
            .isEqualToIgnoringCase(cut.getValue().slot());
        System.out.printf("booted %s: %s%n", cut.getKey(), cut.getValue());
      }
    } finally {
      UserSlot.release(instance);
    }
  }

  /** One state of each outcome first, then others; all in an order that the seed decides. */
  private static Map<CrashState, Boots> toBoot() throws Exception {
    var states = new ArrayList<CrashState>(new Plan(STATES, SEED).of(prover.history().epochs()));
    Collections.shuffle(states, new Random(SEED));
    Map<Boots, CrashState> first = new LinkedHashMap<>();
    Map<CrashState, Boots> others = new LinkedHashMap<>();
    for (CrashState state : states) {
      if (prover.judge(state).works() instanceof Boots boots
          && first.putIfAbsent(boots, state) != null
          && others.size() < BOOTS) {
        others.put(state, boots);
      }
    }
    Map<CrashState, Boots> chosen = new LinkedHashMap<>();
    first.forEach((boots, state) -> chosen.put(state, boots));
    chosen.putAll(others);
    chosen
        .keySet()
        .retainAll(new ArrayList<>(chosen.keySet()).subList(0, Math.min(BOOTS, chosen.size())));
    return chosen;
  }

  private static String bootedSlot(CrashState state, Attachment attachment) throws Exception {
    Path disk = instance.folder().resolve("crashed.img");
    RawImage.write(prover.history(), state, disk);
    Node node = new Vm(instance, "crashed", disk, Qemu.usual(Host.hasKvm()), attachment);
    try {
      node.start();
      Await.until(
          "the machine boots from state " + state,
          BOOT,
          () -> ROOT.matcher(node.console()).find(),
          node::consoleEnd);
      var matcher = ROOT.matcher(node.console());
      assertThat(matcher.find()).isTrue();
      return matcher.group(1);
    } finally {
      node.kill();
      FileTree.delete(instance.folder().resolve("nodes/crashed"));
      Files.delete(disk);
    }
  }
}
