package dev.ijen.machined.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ijen.machined.event.EventBus;
import dev.ijen.machined.event.History;
import dev.ijen.machined.event.NodeEvent;
import dev.ijen.machined.event.NodeEvent.Action;
import dev.ijen.machined.event.NodeEvent.SequenceEvent;
import dev.ijen.machined.event.NodeEvent.TaskEvent;
import dev.ijen.machined.event.RecordedEvent;
import dev.ijen.machined.platform.Mode;
import dev.ijen.machined.sequencer.SequenceException.Reason;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SequencerTest {
  private final EventBus events = new EventBus(Clock.systemUTC(), new Random(1));
  private final TaskBodies bodies = new TaskBodies();

  SequencerTest() {
    for (Task task : Task.values()) {
      bodies.with(task, Outcome::proceed);
    }
  }

  @Test
  void aSequenceTellsEveryStep() throws SequenceException, InterruptedException {
    sequencer(Duration.ZERO).run(Sequence.BOOT, "me");
    List<NodeEvent> told = told();
    assertThat(told)
        .startsWith(new SequenceEvent("boot", Optional.of(Action.START), Optional.empty()))
        .contains(new TaskEvent("startAllServices", Action.START))
        .endsWith(new SequenceEvent("boot", Optional.of(Action.STOP), Optional.empty()));
    assertThat(told).hasSize(6);
  }

  @Test
  void aFailedTaskStopsTheSequenceAndIsNamed() {
    bodies.with(
        Task.LOAD_CONFIG,
        () -> {
          throw TaskException.retryable("no config anywhere");
        });
    bodies.with(
        Task.WRITE_MACHINE_ID,
        () -> {
          throw TaskException.hopeless("read-only");
        });
    var failure = failure(Sequence.INITIALIZE);
    assertThat(failure.reason()).isEqualTo(Reason.HOPELESS);
    assertThat(failure)
        .hasMessage("sequence initialize, phase identity: task writeMachineID: read-only");
  }

  @Test
  void anOutcomeThatEndsTheNodeIsHandedOn() throws SequenceException {
    bodies.with(Task.REBOOT, Outcome.Reboot::new);
    assertThat(sequencer(Duration.ZERO).run(Sequence.REBOOT, "")).isEqualTo(new Outcome.Reboot());
  }

  @Test
  void whatDoesNotGiveWayRefusesOthers() throws Exception {
    var busy = new CountDownLatch(1);
    var leave = new CountDownLatch(1);
    bodies.with(Task.STOP_ALL_SERVICES, () -> block(busy, leave));
    Sequencer sequencer = sequencer(Duration.ofMillis(20));
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Outcome> running = executor.submit(() -> sequencer.run(Sequence.SHUTDOWN, ""));
      busy.await();
      var refused =
          catchThrowableOfType(
              SequenceException.class, () -> sequencer.run(Sequence.REBOOT, "late"));
      assertThat(refused.reason()).isEqualTo(Reason.LOCKED);
      leave.countDown();
      running.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void aRebootTakesOverFromInitialize() throws Exception {
    var busy = new CountDownLatch(1);
    bodies.with(Task.LOAD_CONFIG, () -> block(busy, new CountDownLatch(1)));
    bodies.with(Task.REBOOT, Outcome.Reboot::new);
    Sequencer sequencer = sequencer(Duration.ofSeconds(10));
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Reason> first =
          executor.submit(
              () ->
                  catchThrowableOfType(
                          SequenceException.class, () -> sequencer.run(Sequence.INITIALIZE, ""))
                      .reason());
      busy.await();
      assertThat(sequencer.run(Sequence.REBOOT, "")).isEqualTo(new Outcome.Reboot());
      assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(Reason.INTERRUPTED);
    }
  }

  private static Outcome block(CountDownLatch busy, CountDownLatch leave)
      throws InterruptedException {
    busy.countDown();
    leave.await();
    return Outcome.proceed();
  }

  private Sequencer sequencer(Duration patience) {
    return new Sequencer(Mode.CONTAINER, bodies, events, patience);
  }

  private SequenceException failure(Sequence sequence) {
    return catchThrowableOfType(
        SequenceException.class, () -> sequencer(Duration.ZERO).run(sequence, ""));
  }

  private List<NodeEvent> told() throws InterruptedException {
    var told = new ArrayList<NodeEvent>();
    try (var subscription = events.subscribe(History.ALL)) {
      for (Optional<RecordedEvent> event = subscription.next(Duration.ZERO);
          event.isPresent();
          event = subscription.next(Duration.ZERO)) {
        told.add(event.get().event());
      }
    }
    return told;
  }
}
