package dev.ijen.runtime.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ijen.runtime.harness.ControllerHarness;
import dev.ijen.runtime.resource.Phase;
import dev.ijen.runtime.resource.Resource;
import dev.ijen.runtime.resource.ResourceType;
import dev.ijen.runtime.state.Note;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EngineTest {
  private static final ResourceType<Note> IN = Note.type("Ins.test.ijen.dev");
  private static final ResourceType<Note> OUT = Note.type("Outs.test.ijen.dev");

  private final ControllerHarness harness = new ControllerHarness();

  @AfterEach
  void stop() {
    harness.close();
  }

  /** Runs a piece of code as a controller. */
  private record Lambda(String name, List<Input> inputs, List<Output> outputs, Body body)
      implements Controller {
    interface Body {
      void reconcile(ReaderWriter state) throws Exception;
    }

    @Override
    public void reconcile(ReaderWriter state) throws Exception {
      body.reconcile(state);
    }
  }

  private static Lambda copier() {
    return new Lambda(
        "test.Copier",
        List.of(Input.weak(IN)),
        List.of(Output.exclusive(OUT)),
        state -> {
          for (Resource<Note> in : state.list(IN)) {
            state.modify(OUT, in.id(), new Note(in.spec().text() + "!"));
          }
        });
  }

  @Test
  void outputsFollowInputs() {
    harness.put(IN, "a", new Note("1"));
    harness.run(copier());
    assertThat(harness.await(OUT, "a", note -> note.text().equals("1!")).metadata().owner())
        .isEqualTo("test.Copier");

    harness.put(IN, "a", new Note("2"));
    harness.await(OUT, "a", note -> note.text().equals("2!"));
  }

  @Test
  void outputsThatAreNoLongerStatedEnd() {
    harness.put(IN, "a", new Note("1"));
    harness.put(IN, "b", new Note("2"));
    harness.run(copier());
    harness.await(OUT, "a", _ -> true);
    harness.await(OUT, "b", _ -> true);

    harness.remove(IN, "a");

    harness.awaitGone(OUT, "a");
    harness.await(OUT, "b", _ -> true);
  }

  @Test
  void cleanUpWaitsForFinalizers() throws Exception {
    harness.put(IN, "a", new Note("1"));
    harness.run(copier());
    harness.await(OUT, "a", _ -> true);
    harness.state().addFinalizers(OUT.key("a"), Set.of("reader"));

    harness.remove(IN, "a");
    harness.awaitResource(OUT, "default", "a", r -> r.metadata().phase() == Phase.TEARING_DOWN);
    harness.state().removeFinalizers(OUT.key("a"), Set.of("reader"));

    harness.awaitGone(OUT, "a");
  }

  @Test
  void outputWantedAgainWhileItEndsIsMadeAnew() throws Exception {
    harness.put(IN, "a", new Note("1"));
    harness.run(copier());
    harness.await(OUT, "a", _ -> true);
    harness.state().addFinalizers(OUT.key("a"), Set.of("reader"));
    harness.remove(IN, "a");
    harness.awaitResource(OUT, "default", "a", r -> r.metadata().phase() == Phase.TEARING_DOWN);

    harness.put(IN, "a", new Note("2"));
    harness.state().removeFinalizers(OUT.key("a"), Set.of("reader"));

    Resource<Note> anew = harness.await(OUT, "a", note -> note.text().equals("2!"));
    assertThat(anew.metadata().phase()).isEqualTo(Phase.RUNNING);
  }

  @Test
  void failureKeepsOutputsAndIsTriedAgain() {
    var attempts = new AtomicInteger();
    harness.run(
        new Lambda(
            "test.Stubborn",
            List.of(),
            List.of(Output.exclusive(OUT)),
            state -> {
              if (attempts.incrementAndGet() == 1) {
                state.modify(OUT, "first", new Note(""));
                throw new IllegalStateException("not yet");
              }
              state.modify(OUT, "second", new Note(""));
            }));

    harness.await(OUT, "first", _ -> true);
    harness.await(OUT, "second", _ -> true);
    harness.awaitGone(OUT, "first");
  }

  @Test
  void strongInputIsHeldUntilReleased() {
    harness.put(IN, "a", new Note("1"));
    harness.run(
        new Lambda(
            "test.Holder",
            List.of(Input.strong(IN)),
            List.of(Output.shared(OUT)),
            state -> {
              for (Resource<Note> in : state.list(IN)) {
                if (in.metadata().phase() == Phase.RUNNING) {
                  state.hold(in.key());
                } else {
                  state.modify(OUT, "cleaned", new Note(in.id()));
                  state.release(in.key());
                }
              }
            }));
    harness.awaitResource(
        IN, "default", "a", r -> r.metadata().finalizers().contains("test.Holder"));

    harness.remove(IN, "a");

    assertThat(harness.state().find(IN, "default", "a")).isEmpty();
  }

  @Test
  void inputsOfOneIdAndNamespaceAreReadThere() {
    harness.put(Resource.of(IN, "far", "a", new Note("1")));
    harness.run(
        new Lambda(
            "test.Narrow",
            List.of(Input.weak(IN).in("far").only("a")),
            List.of(Output.exclusive(OUT)),
            state -> state.modify(OUT, "a", state.find(IN, "a").orElseThrow().spec())));

    harness.await(OUT, "a", note -> note.text().equals("1"));
  }

  @Test
  void undeclaredAccessIsABugNamedAsSuch() throws Exception {
    var undeclared = Note.type("Secrets.test.ijen.dev");
    var seen = new CompletableFuture<List<Throwable>>();
    harness.run(
        new Lambda(
            "test.Curious",
            List.of(Input.weak(IN).only("a")),
            List.of(),
            state ->
                seen.complete(
                    List.of(
                        failure(() -> state.list(undeclared)),
                        failure(() -> state.find(IN, "b")),
                        failure(() -> state.modify(IN, "a", new Note(""))),
                        failure(() -> state.hold(IN.key("a")))))));

    assertThat(seen.get(10, TimeUnit.SECONDS))
        .allSatisfy(e -> assertThat(e).isInstanceOf(UndeclaredAccessException.class))
        .extracting(Throwable::getMessage)
        .containsExactly(
            "bug: test.Curious reads Secrets.test.ijen.dev(default/*), which is neither an input"
                + " nor an output",
            "bug: test.Curious reads Ins.test.ijen.dev(default/b), which is neither an input nor"
                + " an output",
            "bug: test.Curious writes Ins.test.ijen.dev(default/a), which is not among its outputs",
            "bug: test.Curious holds Ins.test.ijen.dev(default/a), which is not among its strong"
                + " inputs");
  }

  private static Throwable failure(Runnable access) {
    try {
      access.run();
    } catch (IllegalStateException e) {
      return e;
    }
    throw new AssertionError("was allowed");
  }

  @Test
  void eventSourceWakesAndIsStartedAgainAfterFailure() {
    var starts = new AtomicInteger();
    harness.run(
        new Controller() {
          @Override
          public String name() {
            return "test.Sourced";
          }

          @Override
          public List<Input> inputs() {
            return List.of();
          }

          @Override
          public List<Output> outputs() {
            return List.of(Output.exclusive(OUT));
          }

          @Override
          public List<EventSource> eventSources() {
            return List.of(
                wake -> {
                  if (starts.incrementAndGet() == 1) {
                    throw new IllegalStateException("socket broke");
                  }
                  wake.run();
                  new CountDownLatch(1).await();
                });
          }

          @Override
          public void reconcile(ReaderWriter state) {
            state.modify(OUT, "starts", new Note(String.valueOf(starts.get())));
          }
        });

    harness.await(OUT, "starts", note -> note.text().equals("2"));
  }

  @Test
  void closeInterruptsWhatRuns() throws Exception {
    var running = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    harness.run(
        new Lambda(
            "test.Busy",
            List.of(),
            List.of(),
            _ -> {
              running.countDown();
              try {
                new CountDownLatch(1).await();
              } finally {
                interrupted.countDown();
              }
            }));
    assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();

    harness.close();

    assertThat(interrupted.await(0, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void twoExclusiveWritersAreRefused() {
    var second = new Lambda("test.Second", List.of(), List.of(Output.shared(OUT)), _ -> {});

    assertThatThrownBy(() -> engine(copier(), second))
        .hasMessage(
            "Outs.test.ijen.dev has an exclusive writer and is written by test.Copier,"
                + " test.Second");
    assertThatThrownBy(() -> engine(second, second))
        .hasMessage("two controllers are named test.Second");
  }

  @Test
  void dependenciesNameEveryEdge() {
    assertThat(engine(copier()).dependencies())
        .extracting(d -> d.controller() + " " + d.kind() + " " + d.type())
        .containsExactly(
            "test.Copier OUTPUT_EXCLUSIVE Outs.test.ijen.dev",
            "test.Copier INPUT_WEAK Ins.test.ijen.dev");
  }

  private Engine engine(Controller... controllers) {
    return new Engine(
        harness.state(), List.of(controllers), Clock.systemUTC(), RandomGenerator.getDefault());
  }

  @Test
  void backoffDoublesUpToItsBoundAndBeginsAnewAfterSuccess() {
    var policy = new Backoff.Policy(Duration.ofSeconds(1), Duration.ofSeconds(4));
    var backoff = new Backoff(policy, RandomGenerator.of("L64X128MixRandom"));
    for (int step : List.of(1, 2, 4, 4)) {
      assertThat(backoff.next())
          .isBetween(Duration.ofMillis(step * 500L), Duration.ofSeconds(step));
    }

    backoff.reset();

    assertThat(backoff.next()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
  }
}
