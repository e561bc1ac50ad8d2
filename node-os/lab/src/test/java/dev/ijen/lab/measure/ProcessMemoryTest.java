package dev.ijen.lab.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessMemoryTest {
  private static final String ROLLUP =
      """
      55d0c0a00000-7ffd1b9fe000 ---p 00000000 00:00 0                          [rollup]
      Rss:               78123 kB
      Pss:               51234 kB
      Pss_Dirty:         31000 kB
      """;

  @Test
  void aRollupGivesResidentAndProportionalMemory() {
    assertThat(ProcessMemory.of(7, "machined", ROLLUP))
        .contains(new ProcessMemory(7, "machined", 78123, 51234));
  }

  @Test
  void aKernelThreadHasNone() {
    assertThat(ProcessMemory.of(2, "kthreadd", "")).isEmpty();
  }

  @Test
  void ourJvmsAreNamedByTheirRole() {
    assertThat(ProcessMemory.name("/usr/lib/ijen/java/bin/java\0@/usr/lib/ijen/apid.args\0"))
        .isEqualTo("apid");
    assertThat(ProcessMemory.name("/usr/bin/containerd\0--config\0")).isEqualTo("containerd");
  }
}
