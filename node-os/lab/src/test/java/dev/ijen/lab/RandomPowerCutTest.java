package dev.ijen.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.api.fleet.NodeStatus;
import dev.ijen.api.fleet.Progress;
import dev.ijen.client.NodeCallException;
import dev.ijen.client.NodeClient;
import dev.ijen.client.TrialCalls;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A machine whose power goes at random moments of its upgrades and of the boots that follow: QEMU
 * is killed, and with it what the guest has not flushed into clusters that its disk did not have
 * yet. Each time the firmware must boot a whole release; in the end the machine must have the
 * config and the identity that it had.
 *
 * <p>{@code -Dijen.cuts} says how many, {@code -Dijen.seed} when.
 */
@Tag("long")
class RandomPowerCutTest {
  private static final int CUTS = Integer.getInteger("ijen.cuts", 20);
  private static final Pattern STARTED = Pattern.compile("stage 1: root is BOOT-[AB]");
  private static final int LEAST_IN_BOOTS = 2;
  private static final long SEED = Long.getLong("ijen.seed", 1);

  /** On a quiet host the proof of a release comes after half of it. */
  private static final Duration AFTER_START = Duration.ofSeconds(60);

  private static final Duration UPGRADE = Duration.ofMinutes(10);
  private static final String FIRST = "1.14.1";
  private static final String SECOND = "1.14.2";

  private static final List<Moment> MOMENTS = List.of(Moment.values());

  private static ReleaseLab lab;
  private static Map<String, String> images;
  private static ScheduledExecutorService threads;

  @BeforeAll
  static void start() throws Exception {
    threads = Executors.newScheduledThreadPool(2);
    lab = ReleaseLab.start("random-power-cut-test");
    images =
        Map.of(
            FIRST, lab.push(FIRST, Optional.empty()), SECOND, lab.push(SECOND, Optional.empty()));
    lab.access().configure(ReleaseLab.BOOT);
    lab.awaitProved("1.14.0");
  }

  @AfterAll
  static void stop() throws Exception {
    threads.close();
    lab.stop();
  }

  /** Where in an upgrade the power goes: some time after a step has begun. */
  private enum Moment {
    /** While the root image is written and read back, and the UKI written. */
    WRITING(Progress.Step.WRITE_ROOT, Duration.ofSeconds(40)),
    /** From the last look at the UKI over the rename that shows it to the loader. */
    ACTIVATING(Progress.Step.VERIFY_UKI, Duration.ofSeconds(5)),
    /** From the end of the old release over the loader to the proof of the new one. */
    TRIAL(Progress.Step.DONE, Duration.ofSeconds(60));

    private final Progress.Step step;
    private final Duration within;

    Moment(Progress.Step step, Duration within) {
      this.step = step;
      this.within = within;
    }
  }

  private record Cut(Moment moment, Duration delay) {
    static Cut random(Random random) {
      Moment moment = MOMENTS.get(random.nextInt(MOMENTS.size()));
      return new Cut(moment, Duration.ofMillis(random.nextLong(moment.within.toMillis())));
    }

    @Override
    public String toString() {
      return "%s +%d ms".formatted(moment, delay.toMillis());
    }
  }

  @Test
  void alwaysBootsAWholeReleaseWithWhatItKept() throws Exception {
    var random = new Random(SEED);
    NodeStatus before = status();
    int cuts = 0;
    while (cuts < CUTS) {
      String from = lab.active().getVersion();
      String to = from.equals(FIRST) ? SECOND : FIRST;
      Cut cut = Cut.random(random);
      Future<?> upgrade = upgradeUntil(cut, images.get(to));
      var story = new ArrayList<>(List.of(cut.toString()));
      int more = LEAST_IN_BOOTS + random.nextInt(2);
      for (int boot = 0; boot < more; boot++) {
        story.add(bootUntil(random));
      }
      lab.vm().start();
      lab.access().awaitConfigured(ReleaseLab.BOOT);
      String version = lab.active().getVersion();
      cuts += story.size();
      System.out.printf(
          "%s  %d cuts of seed %d, %s to %s, %s: boots %s%n",
          Instant.now(), cuts, SEED, from, to, String.join(", ", story), version);
      assertThat(version).isIn(from, to);
      assertThat(status().getMachineId()).isEqualTo(before.getMachineId());
      assertThat(status().getConfig().getHash()).isEqualTo(before.getConfig().getHash());
      upgrade.get(UPGRADE.toSeconds(), TimeUnit.SECONDS);
      lab.awaitProved(version);
    }
  }

  /** Boots a whole entry up to its root at least, and cuts the power some time after that. */
  private static String bootUntil(Random random) throws Exception {
    long before = starts();
    Duration delay = Duration.ofMillis(random.nextLong(AFTER_START.toMillis()));
    lab.vm().start();
    lab.await("a root is found", ReleaseLab.BOOT, () -> starts() > before);
    threads.schedule(powerOff(), delay.toMillis(), TimeUnit.MILLISECONDS).get();
    return "BOOT +%d ms".formatted(delay.toMillis());
  }

  private static long starts() throws IOException {
    return STARTED.matcher(lab.vm().console()).results().count();
  }

  /** Upgrades until the power goes; then the call is without an answer for a while. */
  private static Future<?> upgradeUntil(Cut cut, String image) throws Exception {
    var reached = new CompletableFuture<Void>();
    Future<?> upgrade =
        threads.submit(
            () -> {
              try (NodeClient client = lab.access().connect()) {
                upgrade(
                    client.endpoint().trials(),
                    image,
                    step -> {
                      // What an upgrade before this one has staged is not written again.
                      if (step == cut.moment().step || step == Progress.Step.DONE) {
                        reached.complete(null);
                      }
                    });
              } catch (Exception e) {
                reached.completeExceptionally(e); // no news once the power is off
              }
            });
    reached.get(UPGRADE.toSeconds(), TimeUnit.SECONDS);
    threads.schedule(powerOff(), cut.delay().toMillis(), TimeUnit.MILLISECONDS).get();
    return upgrade;
  }

  private static void upgrade(TrialCalls trials, String image, Consumer<Progress.Step> steps)
      throws NodeCallException, InterruptedException {
    String digest =
        trials.prestage(
            image,
            true,
            progress -> {
              if (progress.getStep() != Progress.Step.DONE) {
                steps.accept(progress.getStep());
              }
            });
    trials.activate(digest, Optional.empty());
    steps.accept(Progress.Step.DONE);
  }

  private static Callable<Boolean> powerOff() {
    return () -> {
      lab.vm().kill();
      return true;
    };
  }

  private static NodeStatus status() throws NodeCallException, IOException {
    try (NodeClient client = lab.access().connect()) {
      return client.endpoint().trials().status();
    }
  }
}
