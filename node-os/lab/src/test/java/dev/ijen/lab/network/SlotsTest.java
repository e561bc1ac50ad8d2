package dev.ijen.lab.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlotsTest {
  @TempDir Path home;

  @Test
  void twoInstancesHaveDifferentSlotsAndKeepThem() throws IOException {
    var slots = new Slots(home);
    Path first = Files.createDirectory(home.resolve("first"));
    Path second = Files.createDirectory(home.resolve("second"));
    assertThat(slots.claim(first, _ -> true)).isZero();
    assertThat(slots.claim(second, _ -> true)).isOne();
    assertThat(slots.claim(first, _ -> true)).isZero();

    slots.release(first);
    assertThat(slots.find(first)).isEmpty();
    assertThat(slots.claim(home, _ -> true)).isZero();
  }

  @Test
  void slotsThatTheHostUsesAreLeftAlone() throws IOException {
    assertThat(new Slots(home).claim(home, slot -> slot >= 7)).isEqualTo(7);
  }

  @Test
  void aSlotWhoseOwnerIsGoneIsFree() throws IOException {
    var slots = new Slots(home);
    assertThat(slots.claim(home.resolve("removed"), _ -> true)).isZero();
    assertThat(slots.claim(home, _ -> true)).isZero();
  }
}
