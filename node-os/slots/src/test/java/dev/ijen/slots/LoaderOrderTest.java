package dev.ijen.slots;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoaderOrderTest {

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "ijen-000001-a.efi ijen-000002-b+3.efi, ijen-000002-b+3.efi",
    "ijen-000001-a.efi ijen-000002-b+0-3.efi, ijen-000001-a.efi",
    "ijen-000001-a+0-9.efi ijen-000002-b+0-3.efi, ijen-000002-b+0-3.efi",
    "ijen-000003-a+1-2.efi ijen-000002-b+3.efi, ijen-000003-a+1-2.efi",
    "ijen-000001-a.efi ijen-000001-a+2-1.efi, ijen-000001-a.efi",
    "ijen-000001-a+1-2.efi ijen-000001-a+2-1.efi, ijen-000001-a+2-1.efi"
  })
  void newestGenerationWithTriesComesFirst(String files, String expected) {
    assertThat(LoaderOrder.next(entries(files.split(" "))).map(Entry::file)).contains(expected);
  }

  @Test
  void anEmptyFileIsSkipped() {
    var empty = Entry.of(EntryName.parse("ijen-000002-b+3.efi").orElseThrow(), 0);
    var entries = Stream.concat(Stream.of(empty), entries("ijen-000001-a.efi").stream()).toList();
    assertThat(LoaderOrder.next(entries).map(Entry::file)).contains("ijen-000001-a.efi");
    assertThat(LoaderOrder.next(List.of(empty))).isEmpty();
  }

  @Test
  void failuresUseTheTriesUpAndThenThePreviousOneComes() {
    assertThat(
            LoaderOrder.attempts(entries("ijen-000001-a.efi", "ijen-000002-b+3-0.efi"), 5).stream()
                .map(Entry::file))
        .containsExactly(
            "ijen-000002-b+2-1.efi",
            "ijen-000002-b+1-2.efi",
            "ijen-000002-b+0-3.efi",
            "ijen-000001-a.efi",
            "ijen-000001-a.efi");
  }

  @Test
  void theOnlyEntryIsTakenWithoutTriesToo() {
    assertThat(LoaderOrder.attempts(entries("ijen-000001-a+0-3.efi"), 2).stream().map(Entry::file))
        .containsExactly("ijen-000001-a+0-4.efi", "ijen-000001-a+0-5.efi");
  }

  static List<Entry> entries(String... files) {
    return Stream.of(files)
        .map(file -> new Entry(EntryName.parse(file).orElseThrow(), file, 1))
        .toList();
  }
}
