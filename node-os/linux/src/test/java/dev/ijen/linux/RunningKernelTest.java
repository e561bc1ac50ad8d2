package dev.ijen.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What any user may ask of the kernel, without changing anything of the machine. */
class RunningKernelTest {
  private final Linux linux = Linux.running();

  @TempDir Path folder;

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
  void aFileIsReplacedWithItsMode() throws Exception {
    Path file = folder.resolve("config.yaml");
    linux.filesystems().replace(file, new byte[] {1}, 0644);
    linux.filesystems().replace(file, new byte[] {2}, 0600);

    assertThat(Files.readAllBytes(file)).containsExactly(2);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void blockDevicesAreListed() throws Exception {
    assertThat(linux.blockDevices().list())
        .allSatisfy(device -> assertThat(device.device().toString()).startsWith("/dev/"));
  }

  @Test
  void parametersAreFiles() throws Exception {
    Files.createDirectories(folder.resolve("net/ipv4"));
    Files.writeString(folder.resolve("net/ipv4/ip_forward"), "0\n");
    Sysctls sysctls = Linux.sysctlsBelow(folder);

    sysctls.write("net.ipv4.ip_forward", "1");

    assertThat(sysctls.read("net/ipv4/ip_forward")).contains("1");
    assertThat(sysctls.read("net.ipv4.other")).isEmpty();
    assertThatThrownBy(() -> sysctls.write("net.ipv4.other", "1"))
        .hasMessageContaining("net.ipv4.other");
  }

  /** The kernel gives all digits to the first read of a file and none to the next. */
  @Test
  void numbersOfTheKernelAreReadWhole() throws Exception {
    String limit = Linux.sysctlsBelow(Path.of("/proc/sys")).read("kernel.pid_max").orElseThrow();

    assertThat(Integer.parseInt(limit)).isGreaterThan(300); // PID_MAX_LIMIT has a floor of 301
  }
}
