package dev.ijen.machined.sequencer;

import static dev.ijen.machined.sequencer.Sequence.BOOT;
import static dev.ijen.machined.sequencer.Sequence.INITIALIZE;
import static dev.ijen.machined.sequencer.Sequence.REBOOT;
import static dev.ijen.machined.sequencer.Sequence.RESET;
import static dev.ijen.machined.sequencer.Sequence.SHUTDOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PreemptionTest {

  static List<Arguments> rows() {
    return List.of(
        Arguments.of(INITIALIZE, EnumSet.of(REBOOT, SHUTDOWN)),
        Arguments.of(BOOT, EnumSet.of(REBOOT, SHUTDOWN, RESET)),
        Arguments.of(REBOOT, EnumSet.of(REBOOT, SHUTDOWN)),
        Arguments.of(RESET, EnumSet.of(REBOOT)),
        Arguments.of(SHUTDOWN, EnumSet.of(SHUTDOWN)));
  }

  @ParameterizedTest(name = "{0} gives way to {1}")
  @MethodSource("rows")
  void theTableSaysWhichSequenceGivesWay(Sequence running, Set<Sequence> to) {
    for (Sequence next : Sequence.values()) {
      assertThat(Preemption.allows(running, next)).as(next.text()).isEqualTo(to.contains(next));
    }
  }
}
