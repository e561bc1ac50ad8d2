package dev.ijen.machined.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.machined.platform.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SequencesTest {
  private static final Path GOLDEN = Path.of("src/test/resources/sequences");

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void phasesAreThoseOfTheGoldenList(Mode mode) throws IOException {
    Path file = GOLDEN.resolve(mode.name().toLowerCase(Locale.ROOT) + ".txt");
    String plan = plan(mode);
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, plan);
    }
    assertThat(plan).isEqualTo(Files.readString(file));
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void noTaskRunsTwiceInASequence(Sequence sequence) {
    for (Mode mode : Mode.values()) {
      Set<Task> seen = new HashSet<>();
      Sequences.phases(sequence, mode)
          .forEach(phase -> phase.tasks().forEach(task -> assertThat(seen.add(task)).isTrue()));
    }
  }

  private static String plan(Mode mode) {
    var text = new StringBuilder();
    for (Sequence sequence : Sequence.values()) {
      text.append(sequence.text()).append('\n');
      text.append(
          Sequences.phases(sequence, mode).stream()
              .map(phase -> "  " + phase + "\n")
              .collect(Collectors.joining()));
    }
    return text.toString();
  }
}
