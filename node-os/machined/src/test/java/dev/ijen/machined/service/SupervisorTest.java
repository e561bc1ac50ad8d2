package dev.ijen.machined.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ijen.machined.event.EventBus;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SupervisorTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Supervisor services =
      new Supervisor(Clock.systemUTC(), new EventBus(Clock.systemUTC(), new Random(1)));
  private final List<String> order = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void stop() throws InterruptedException {
    services.stopAll(LIMIT);
  }

  @Test
  void aServiceStartsAfterWhatItNeedsAndEndsBefore() throws Exception {
    services.load(new Fake("a", List.of("b")));
    services.load(new Fake("b", List.of("c")));
    services.load(new Fake("c", List.of()));
    services.startAll();
    services.awaitSettled(LIMIT);
    assertThat(order).containsExactly("+c", "+b", "+a");
    services.stopAll(LIMIT);
    assertThat(order).endsWith("-a", "-b", "-c");
    assertThat(services.list()).allMatch(status -> status.state() == ServiceState.FINISHED);
  }

  @Test
  void aServiceWaitsForWhatItNeedsAndSaysSo() throws Exception {
    services.load(new Fake("a", List.of("b")));
    services.load(new Fake("b", List.of()));
    services.start("a");
    await("a", "Waiting for service \"b\" to be \"up\"");
    assertThatThrownBy(() -> services.awaitSettled(Duration.ofMillis(10)))
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining("a Waiting");
  }

  @Test
  void aServiceThatFailsIsStartedAgain() throws Exception {
    var twice = new CountDownLatch(2);
    services.load(
        new Fake("a", List.of()) {
          @Override
          public Runner runner() {
            return started -> {
              twice.countDown();
              throw new IOException("broken");
            };
          }
        });
    services.start("a");
    twice.await();
    assertThat(services.find("a").orElseThrow().history())
        .anyMatch(entry -> entry.message().contains("failed: broken, restarting in 1 s"));
  }

  @Test
  void aServiceThatRunsOnceStaysFailed() throws Exception {
    services.load(
        new Fake("a", List.of()) {
          @Override
          public RestartPolicy restart() {
            return RestartPolicy.ONCE;
          }

          @Override
          public void prepare() throws IOException {
            throw new IOException("no disk");
          }
        });
    services.start("a");
    await("a", "Failed: no disk");
    assertThat(services.find("a").orElseThrow().state()).isEqualTo(ServiceState.FAILED);
  }

  @Test
  void anUnhealthyServiceIsNotUp() throws Exception {
    services.load(
        new Fake("a", List.of()) {
          @Override
          public Optional<HealthCheck> health() {
            HealthCheck.Probe sick =
                () -> {
                  throw new IOException("does not answer");
                };
            return Optional.of(new HealthCheck(sick, Duration.ZERO, LIMIT, LIMIT));
          }
        });
    services.start("a");
    await("a", "Health check failed: does not answer");
    assertThat(services.find("a").orElseThrow().up()).isFalse();
  }

  @Test
  void servicesThatNeedEachOtherAreRefused() {
    var circle = List.<Service>of(new Fake("a", List.of("b")), new Fake("b", List.of("a")));
    assertThatThrownBy(() -> StartOrder.of(circle)).hasMessageContaining("a -> b -> a");
  }

  private void await(String id, String message) throws InterruptedException {
    var seen = new CountDownLatch(1);
    Runnable look =
        () -> {
          var history = services.find(id).orElseThrow().history();
          if (history.stream().anyMatch(entry -> entry.message().equals(message))) {
            seen.countDown();
          }
        };
    services.addListener(look);
    look.run();
    seen.await();
  }

  /** Runs until it is told to end. */
  private class Fake implements Service {
    private final String id;
    private final List<String> needs;

    Fake(String id, List<String> needs) {
      this.id = id;
      this.needs = needs;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public List<String> needs() {
      return needs;
    }

    @Override
    public Runner runner() {
      return started -> {
        order.add("+" + id);
        started.as("Started " + id);
        try {
          new CountDownLatch(1).await();
        } finally {
          order.add("-" + id);
        }
      };
    }
  }
}
