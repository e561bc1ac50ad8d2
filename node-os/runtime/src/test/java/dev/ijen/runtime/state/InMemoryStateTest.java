package dev.ijen.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ijen.runtime.resource.Resource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InMemoryStateTest extends StateConformance {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

  @Override
  protected State emptyState() {
    return new InMemoryState(CLOCK);
  }

  @Override
  protected Instant now() {
    return CLOCK.instant();
  }

  @Test
  void slowWatcherReadsWhatWasQueuedAndThenAnError() throws Exception {
    var state = new InMemoryState(CLOCK, new InMemoryState.Limits(10, 2));
    try (Watch<Note> watch = state.watch(Note.TYPE, "default", WatchOptions.CHANGES)) {
      for (int i = 0; i < 3; i++) {
        state.create(Resource.of(Note.TYPE, "n" + i, new Note("")), "");
      }
      assertThat(watch.next(Duration.ZERO)).isPresent();
      assertThat(watch.next(Duration.ZERO)).isPresent();
      assertThatThrownBy(() -> watch.next(Duration.ZERO)).hasMessageContaining("fell behind");
    }
  }

  @Test
  void bookmarkOlderThanTheHistoryIsRefused() throws Exception {
    var state = new InMemoryState(CLOCK, new InMemoryState.Limits(2, 10));
    Bookmark first;
    try (Watch<Note> watch = state.watch(Note.TYPE, "default", WatchOptions.CHANGES)) {
      for (int i = 0; i < 4; i++) {
        state.create(Resource.of(Note.TYPE, "n" + i, new Note("")), "");
      }
      first = watch.next(Duration.ZERO).orElseThrow().bookmark();
    }
    var resume = new WatchOptions(Optional.empty(), false, Optional.of(first), 0, false);

    assertThatThrownBy(() -> state.watch(Note.TYPE, "default", resume))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("history");
  }
}
