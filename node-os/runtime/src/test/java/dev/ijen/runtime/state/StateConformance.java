package dev.ijen.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ijen.runtime.resource.Metadata;
import dev.ijen.runtime.resource.Phase;
import dev.ijen.runtime.resource.Resource;
import dev.ijen.runtime.resource.ResourceKey;
import dev.ijen.runtime.resource.ResourceType;
import dev.ijen.runtime.state.StateEvent.Kind;
import dev.ijen.runtime.state.StateException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What any backend of {@link State} promises. */
public abstract class StateConformance {
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final ResourceType<Note> NOTES = Note.TYPE;
  private static final ResourceKey KEY = NOTES.key("a");

  private State state;

  /** An empty state whose clock reads {@link #now}. */
  protected abstract State emptyState();

  /** What the clock of the state reads. */
  protected abstract Instant now();

  @BeforeEach
  final void begin() {
    state = emptyState();
  }

  @Test
  final void createdResourceHasVersionOneOwnerAndTimes() throws Exception {
    Resource<Note> kept = create("a", "first", "writer");

    Metadata metadata = kept.metadata();
    assertThat(metadata.version()).isEqualTo(1);
    assertThat(metadata.owner()).isEqualTo("writer");
    assertThat(metadata.phase()).isEqualTo(Phase.RUNNING);
    assertThat(metadata.created()).isEqualTo(now());
    assertThat(metadata.updated()).isEqualTo(now());
    assertThat(state.find(NOTES, "default", "a")).contains(kept);
  }

  @Test
  final void createRefusesAnAddressThatIsTaken() throws Exception {
    create("a", "first", "");

    refuses(Reason.ALREADY_EXISTS, () -> create("a", "second", ""));
  }

  @Test
  final void absentResourcesAreEmptyNotErrors() {
    assertThat(state.find(NOTES, "default", "a")).isEmpty();
    assertThat(state.list(NOTES, "default")).isEmpty();
  }

  @Test
  final void listIsSortedByIdAndKnowsNamespacesAndTypesApart() throws Exception {
    create("b", "2", "");
    create("a", "1", "");
    state.create(Resource.of(NOTES, "other", "c", new Note("3")), "");
    state.create(Resource.of(Note.type("Others.test.ijen.dev"), "d", new Note("4")), "");

    assertThat(state.list(NOTES, "default")).extracting(Resource::id).containsExactly("a", "b");
    assertThat(state.list(NOTES, "other")).extracting(Resource::id).containsExactly("c");
  }

  @Test
  final void updateRaisesTheVersionAndKeepsTheRest() throws Exception {
    Resource<Note> first = create("a", "first", "writer");
    state.addFinalizers(KEY, Set.of("reader"));
    Resource<Note> read = present("a");

    Resource<Note> kept =
        state.update(
            read.withSpec(new Note("second"))
                .withMetadata(read.metadata().withLabels(Map.of("k", "v"))),
            "writer",
            Phase.RUNNING);

    assertThat(kept.spec()).isEqualTo(new Note("second"));
    assertThat(kept.metadata().version()).isEqualTo(3);
    assertThat(kept.metadata().labels()).containsExactly(Map.entry("k", "v"));
    assertThat(kept.metadata().finalizers()).containsExactly("reader");
    assertThat(kept.metadata().created()).isEqualTo(first.metadata().created());
  }

  @Test
  final void updateWithoutAChangeKeepsTheVersion() throws Exception {
    Resource<Note> kept = create("a", "first", "");

    assertThat(state.update(kept, "", Phase.RUNNING)).isEqualTo(kept);
    assertThat(present("a").metadata().version()).isEqualTo(1);
  }

  @Test
  final void updateRefusesStaleVersionsOtherOwnersAndPhases() throws Exception {
    Resource<Note> kept = create("a", "first", "writer");
    Resource<Note> wanted = kept.withSpec(new Note("second"));

    refuses(Reason.OWNER_CONFLICT, () -> state.update(wanted, "other", Phase.RUNNING));
    refuses(Reason.PHASE_CONFLICT, () -> state.update(wanted, "writer", Phase.TEARING_DOWN));
    state.update(wanted, "writer", Phase.RUNNING);
    refuses(Reason.VERSION_CONFLICT, () -> state.update(wanted, "writer", Phase.RUNNING));
    refuses(
        Reason.NOT_FOUND,
        () -> state.update(Resource.of(NOTES, "b", new Note("")), "writer", Phase.RUNNING));
  }

  @Test
  final void finalizersHoldAResourceUntilTheyAreGone() throws Exception {
    create("a", "first", "writer");
    state.addFinalizers(KEY, Set.of("x", "y"));

    assertThat(state.teardown(KEY, "writer")).isFalse();
    assertThat(present("a").metadata().phase()).isEqualTo(Phase.TEARING_DOWN);
    refuses(Reason.PENDING_FINALIZERS, () -> state.destroy(KEY, "writer"));
    refuses(Reason.PHASE_CONFLICT, () -> state.addFinalizers(KEY, Set.of("z")));

    state.removeFinalizers(KEY, Set.of("x", "y", "never there"));
    assertThat(state.teardown(KEY, "writer")).isTrue();
    state.destroy(KEY, "writer");
    assertThat(state.find(NOTES, "default", "a")).isEmpty();
  }

  @Test
  final void onlyTheOwnerEndsAResource() throws Exception {
    create("a", "first", "writer");

    refuses(Reason.OWNER_CONFLICT, () -> state.teardown(KEY, "other"));
    refuses(Reason.OWNER_CONFLICT, () -> state.destroy(KEY, ""));
  }

  @Test
  final void writesToAnAbsentResourceAreRefused() {
    refuses(Reason.NOT_FOUND, () -> state.teardown(KEY, ""));
    refuses(Reason.NOT_FOUND, () -> state.destroy(KEY, ""));
    refuses(Reason.NOT_FOUND, () -> state.addFinalizers(KEY, Set.of("x")));
    refuses(Reason.NOT_FOUND, () -> state.removeFinalizers(KEY, Set.of("x")));
  }

  @Test
  final void watchTellsChangesInTheOrderOfWrites() throws Exception {
    try (Watch<Note> watch = state.watch(NOTES, "default", WatchOptions.CHANGES)) {
      Resource<Note> first = create("a", "first", "");
      Resource<Note> second = state.update(first.withSpec(new Note("second")), "", Phase.RUNNING);
      state.destroy(KEY, "");

      List<StateEvent<Note>> events = take(watch, 3);
      assertThat(events)
          .extracting(StateEvent::kind)
          .containsExactly(Kind.CREATED, Kind.UPDATED, Kind.DESTROYED);
      assertThat(events.get(1).resource()).contains(second);
      assertThat(events.get(1).old()).contains(first);
      assertThat(events.get(2).resource()).contains(second);
      assertThat(watch.next(Duration.ZERO)).isEmpty();
    }
  }

  @Test
  final void watchBeginsWithContentsWhenAsked() throws Exception {
    create("b", "2", "");
    create("a", "1", "");
    try (Watch<Note> watch = state.watch(NOTES, "default", WatchOptions.CONTENTS_AND_CHANGES)) {
      create("c", "3", "");

      assertThat(take(watch, 4))
          .extracting(event -> event.kind() + event.resource().map(Resource::id).orElse(""))
          .containsExactly("CREATEDa", "CREATEDb", "BOOTSTRAPPED", "CREATEDc");
    }
  }

  @Test
  final void watchOfOneIdBeginsWithItsPresentState() throws Exception {
    try (Watch<Note> watch = state.watch(NOTES, "default", WatchOptions.one("a"))) {
      create("b", "2", "");
      create("a", "1", "");

      List<StateEvent<Note>> events = take(watch, 2);
      assertThat(events).extracting(StateEvent::kind).containsExactly(Kind.DESTROYED, Kind.CREATED);
      assertThat(events.getFirst().resource()).isEmpty();
    }
    try (Watch<Note> watch = state.watch(NOTES, "default", WatchOptions.one("a"))) {
      assertThat(take(watch, 1).getFirst().resource()).contains(present("a"));
    }
  }

  @Test
  final void bookmarkResumesWithoutLossOrRepetition() throws Exception {
    create("a", "1", "");
    var options = new WatchOptions(Optional.empty(), false, Optional.empty(), 0, true);
    Bookmark bookmark;
    try (Watch<Note> watch = state.watch(NOTES, "default", options)) {
      StateEvent<Note> first = take(watch, 1).getFirst();
      assertThat(first.kind()).isEqualTo(Kind.NOOP);
      bookmark = first.bookmark();
    }
    create("b", "2", "");
    create("c", "3", "");

    var resume = new WatchOptions(Optional.empty(), false, Optional.of(bookmark), 0, false);
    try (Watch<Note> watch = state.watch(NOTES, "default", resume)) {
      assertThat(take(watch, 2)).extracting(StateConformance::idOf).containsExactly("b", "c");
      assertThat(watch.next(Duration.ZERO)).isEmpty();
    }
  }

  @Test
  final void bookmarkOfAnotherLifeOrOfTheFutureIsRefused() throws Exception {
    create("a", "1", "");
    Bookmark now;
    try (Watch<Note> watch = state.watch(NOTES, "default", WatchOptions.one("a"))) {
      now = take(watch, 1).getFirst().bookmark();
    }
    for (Bookmark bad :
        List.of(
            new Bookmark(now.epoch() + 1, now.position()),
            new Bookmark(now.epoch(), now.position() + 1),
            new Bookmark(now.epoch(), -1))) {
      var resume = new WatchOptions(Optional.empty(), false, Optional.of(bad), 0, false);
      assertThatThrownBy(() -> state.watch(NOTES, "default", resume))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  final void tailBeginsInThePast() throws Exception {
    create("a", "1", "");
    create("b", "2", "");
    create("c", "3", "");
    var tail = new WatchOptions(Optional.empty(), false, Optional.empty(), 2, false);
    try (Watch<Note> watch = state.watch(NOTES, "default", tail)) {
      assertThat(take(watch, 2)).extracting(StateConformance::idOf).containsExactly("b", "c");
    }
  }

  @Test
  final void closedWatchSaysSo() throws Exception {
    Watch<Note> watch = state.watch(NOTES, "default", WatchOptions.CHANGES);
    watch.close();
    create("a", "1", "");

    assertThatThrownBy(() -> watch.next(DEADLINE)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  final void concurrentWritersLoseNoUpdate() throws Exception {
    create("a", "0", "");
    int writers = 8;
    int rounds = 50;
    try (var executor = Executors.newVirtualThreadPerTaskExecutor();
        Watch<Note> watch = state.watch(NOTES, "default", WatchOptions.CHANGES)) {
      var tasks = new ArrayList<Callable<Void>>();
      for (int writer = 0; writer < writers; writer++) {
        tasks.add(
            () -> {
              for (int round = 0; round < rounds; round++) {
                increment();
              }
              return null;
            });
      }
      for (Future<Void> done : executor.invokeAll(tasks)) {
        done.get();
      }
      assertThat(present("a").spec().text()).isEqualTo(String.valueOf(writers * rounds));
      List<StateEvent<Note>> events = take(watch, writers * rounds);
      assertThat(events)
          .extracting(event -> event.resource().orElseThrow().metadata().version())
          .isSorted()
          .doesNotHaveDuplicates();
    }
  }

  private void increment() throws StateException {
    while (true) {
      Resource<Note> read = present("a");
      var next = new Note(String.valueOf(Integer.parseInt(read.spec().text()) + 1));
      try {
        state.update(read.withSpec(next), "", Phase.RUNNING);
        return;
      } catch (StateException e) {
        if (e.reason() != Reason.VERSION_CONFLICT) {
          throw e;
        }
      }
    }
  }

  private Resource<Note> create(String id, String text, String owner) throws StateException {
    return state.create(Resource.of(NOTES, id, new Note(text)), owner);
  }

  private Resource<Note> present(String id) {
    return state.find(NOTES, "default", id).orElseThrow();
  }

  private static String idOf(StateEvent<Note> event) {
    return event.resource().orElseThrow().id();
  }

  private static List<StateEvent<Note>> take(Watch<Note> watch, int count)
      throws InterruptedException {
    var events = new ArrayList<StateEvent<Note>>();
    while (events.size() < count) {
      events.add(watch.next(DEADLINE).orElseThrow());
    }
    return events;
  }

  private static void refuses(Reason reason, ThrowingCallable write) {
    assertThatThrownBy(write)
        .isInstanceOfSatisfying(
            StateException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
