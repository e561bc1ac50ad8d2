package dev.ijen.slots;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryNameTest {

  @Test
  void everyNameIsReadBackAndIsShortEnoughForOneSector() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      Optional<Tries> tries =
          random.nextBoolean()
              ? Optional.of(new Tries(random.nextInt(10), random.nextInt(1_000_000)))
              : Optional.empty();
      var name =
          new EntryName(
              1 + random.nextInt(EntryName.MAX_GENERATION),
              random.nextBoolean() ? Slot.A : Slot.B,
              tries);
      assertThat(EntryName.parse(name.file())).as("seed %d", seed).contains(name);
      assertThat(name.file().length()).isLessThanOrEqualTo(26);
    }
  }

  @Test
  void aCounterMaySayThatNothingWasTried() {
    assertThat(EntryName.parse("ijen-000002-b+3-0.efi"))
        .contains(new EntryName(2, Slot.B, Optional.of(Tries.FRESH)));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "ijen-b.tmp",
        "ijen-b.staged",
        "ijen-2-b.efi",
        "ijen-000000-a.efi",
        "ijen-000001-c.efi",
        "ijen-000001-a+.efi",
        "ijen-000001-a+33.efi",
        "ijen-000001-a+3-.efi",
        "ijen-000001-a.efi.tmp",
        "IJEN-000001-A.EFI",
        ""
      })
  void otherNamesAreNotOurs(String file) {
    assertThat(EntryName.parse(file)).isEmpty();
  }
}
