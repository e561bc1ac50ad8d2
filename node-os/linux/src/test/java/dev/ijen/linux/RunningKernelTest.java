package dev.ijen.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What any user may ask of the kernel, without changing anything of the machine. */
class RunningKernelTest {
  private final Linux linux = Linux.running();

  @Test
  void theLoopbackLinkIsThere() throws Exception {
    assertThat(linux.links().list())
        .anySatisfy(
            link -> {
              assertThat(link.name()).isEqualTo("lo");
              assertThat(link.loopback()).isTrue();
            });
    assertThat(linux.routes().list()).isNotNull();
    assertThat(linux.addresses().list()).isNotNull();
  }

  @Test
  void theRootIsMounted() throws Exception {
    assertThat(linux.mounts().mounted(Path.of("/"))).isTrue();
  }

  @Test
  void aRefusedCallSaysWhatWhereAndWhy() {
    assertThatThrownBy(() -> linux.mounts().unmount(Path.of("/no/such/place"), Set.of()))
        .isInstanceOfSatisfying(
            ErrnoException.class, e -> assertThat(e.errno()).isIn(Errno.ENOENT, Errno.EPERM))
        .hasMessageStartingWith("umount2 /no/such/place: E");
    assertThatThrownBy(() -> linux.processes().kill(0x3fffffff, Signal.SIGTERM))
        .hasMessage("kill SIGTERM to 1073741823: ESRCH");
  }

  @Test
  void blockDevicesAreListed() throws Exception {
    assertThat(linux.blockDevices().list())
        .allSatisfy(device -> assertThat(device.device().toString()).startsWith("/dev/"));
  }

  /** The kernel gives all digits to the first read of a file and none to the next. */
  @Test
  void numbersOfTheKernelAreReadWhole() throws Exception {
    String limit = Linux.sysctlsBelow(Path.of("/proc/sys")).read("kernel.pid_max").orElseThrow();

    assertThat(Integer.parseInt(limit)).isGreaterThan(300); // PID_MAX_LIMIT has a floor of 301
  }
}
