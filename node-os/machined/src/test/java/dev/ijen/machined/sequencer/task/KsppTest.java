package dev.ijen.machined.sequencer.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ijen.linux.Sysctls;
import dev.ijen.machined.platform.KernelCommandLine;
import dev.ijen.machined.sequencer.TaskException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KsppTest {
  private final Map<String, String> kernel = new HashMap<>();
  private final Sysctls sysctls =
      new Sysctls() {
        @Override
        public Optional<String> read(String key) {
          return Optional.ofNullable(kernel.get(key));
        }

        @Override
        public void write(String key, String value) throws IOException {
          if (key.equals("kernel.unprivileged_bpf_disabled")) {
            throw new IOException("EPERM");
          }
          kernel.put(key, value);
        }
      };

  KsppTest() {
    KsppRequirements.SYSCTLS.forEach((key, value) -> kernel.put(key, "other"));
    kernel.put("kernel.unprivileged_bpf_disabled", "1");
  }

  @Test
  void allSixteenParametersAreSet() throws TaskException {
    task("slab_nomerge pti=on").run();
    assertThat(kernel).hasSize(16).isEqualTo(KsppRequirements.SYSCTLS);
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
  void allParametersThatCannotBeSetAreNamed() {
    kernel.remove("kernel.yama.ptrace_scope");
    kernel.put("kernel.unprivileged_bpf_disabled", "2");
    var failure =
        catchThrowableOfType(TaskException.class, () -> task("slab_nomerge= pti=on").run());
    assertThat(failure)
        .hasMessageContaining("kernel.yama.ptrace_scope: not in this kernel")
        .hasMessageContaining("kernel.unprivileged_bpf_disabled=1: EPERM");
  }

  private EnforceKsppRequirements task(String line) {
    return new EnforceKsppRequirements(KernelCommandLine.parse(line), sysctls);
  }
}
