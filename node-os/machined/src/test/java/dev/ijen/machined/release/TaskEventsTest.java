package dev.ijen.machined.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.machined.event.EventBus;
import dev.ijen.machined.event.History;
import dev.ijen.machined.event.NodeEvent.Action;
import dev.ijen.machined.event.NodeEvent.SequenceEvent;
import dev.ijen.machined.event.NodeEvent.TaskEvent;
import dev.ijen.machined.release.Progress.Step;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TaskEventsTest {
  private final EventBus bus = new EventBus(Clock.systemUTC(), new Random(1));
  private final TaskEvents told = new TaskEvents(bus, "install", "actor", (_, _, _, _) -> {});

  @Test
  void everyStepIsATaskThatEndsBeforeTheNext() throws Exception {
    told.begin();
    told.at(Step.CHECK, 0, 0, "looking");
    told.at(Step.CHECK, 0, 0, "judging");
    told.at(Step.WRITE_ROOT, 1, 2, "writing");
    told.at(Step.WRITE_ROOT, 2, 2, "writing");
    told.done();

    assertThat(lines())
        .containsExactly(
            "install START",
            "checkRelease START",
            "checkRelease STOP",
            "writeRoot START",
            "writeRoot STOP",
            "install STOP");
  }

  @Test
  void aFailureEndsTheSequenceWithItsReason() throws Exception {
    told.begin();
    told.at(Step.PARTITION, 0, 0, "partitioning");
    told.failed(new IllegalStateException("disk /dev/vdb: in use"));

    assertThat(lines())
        .containsExactly(
            "install START", "partitionDisk START", "install STOP disk /dev/vdb: in use");
  }

  private List<String> lines() throws Exception {
    var lines = new ArrayList<String>();
    try (var events =
        bus.subscribe(new History(-1, Optional.empty(), Optional.empty(), Optional.of("actor")))) {
      for (var next = events.next(Duration.ZERO);
          next.isPresent();
          next = events.next(Duration.ZERO)) {
        lines.add(
            switch (next.get().event()) {
              case TaskEvent(String task, Action action) -> task + " " + action;
              case SequenceEvent(String sequence, var action, var failure) ->
                  sequence
                      + " "
                      + action.orElseThrow()
                      + failure.map(one -> " " + one.message()).orElse("");
              default -> throw new AssertionError(next.get());
            });
      }
    }
    return lines;
  }
}
