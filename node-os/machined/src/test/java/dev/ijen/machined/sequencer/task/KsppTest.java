package dev.ijen.machined.sequencer.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ijen.machined.platform.KernelCommandLine;
import dev.ijen.machined.platform.KsppRequirements;
import dev.ijen.machined.sequencer.TaskException;
import dev.ijen.testing.FakeSysctls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KsppTest {
  private final FakeSysctls sysctls = new FakeSysctls();

  KsppTest() {
    KsppRequirements.SYSCTLS.keySet().forEach(key -> sysctls.with(key, "other"));
  }

  @Test
  void allSixteenParametersAreSet() throws TaskException {
    task("slab_nomerge pti=on").run();
    assertThat(KsppRequirements.SYSCTLS)
        .hasSize(16)
        .allSatisfy((key, value) -> assertThat(sysctls.read(key)).contains(value));
  }

  @ParameterizedTest(name = "\"{0}\" lacks {1}")
  @CsvSource({
    "'pti=on',slab_nomerge",
    "'slab_nomerge= pti=off',pti=on",
    "'','slab_nomerge pti=on'"
  })
  void aMissingArgumentStopsTheBootWithTheReason(String line, String missing) {
    var failure = catchThrowableOfType(TaskException.class, () -> task(line).run());
    assertThat(failure).hasMessage("kernel arguments missing: " + missing);
    assertThat(failure.hopeless()).isTrue();
  }

  @Test
  void allParametersThatDoNotHoldAreNamed() {
    sysctls
        .without("kernel.yama.ptrace_scope")
        .refusing("kernel.unprivileged_bpf_disabled", "1")
        .with("kernel.kptr_restrict", "1")
        .ignoring("kernel.kptr_restrict");

    var failure =
        catchThrowableOfType(TaskException.class, () -> task("slab_nomerge= pti=on").run());

    assertThat(failure)
        .hasMessage(
            "kernel parameters not set: kernel.kptr_restrict is 1 and not 2,"
                + " kernel.yama.ptrace_scope: not in this kernel,"
                + " kernel.unprivileged_bpf_disabled=1: Invalid argument");
    assertThat(failure.hopeless()).isTrue();
  }

  private EnforceKsppRequirements task(String line) {
    return new EnforceKsppRequirements(KernelCommandLine.parse(line), sysctls);
  }
}
