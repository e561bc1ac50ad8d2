package dev.ijen.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Host names of the running kernel. */
final class FfmHostIdentity implements HostIdentity {
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  @Override
  public String hostName() throws IOException {
    return KernelFile.read(HOST_NAME);
  }

  @Override
  public void setHostName(String name) throws ErrnoException {
    set("sethostname", Syscall.SETHOSTNAME, name);
  }

  @Override
  public void setDomainName(String name) throws ErrnoException {
    set("setdomainname", Syscall.SETDOMAINNAME, name);
  }

  private static void set(String operation, long number, String name) throws ErrnoException {
    try (Arena arena = Arena.ofConfined()) {
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      MemorySegment text = Syscall.copy(arena, bytes);
      Syscall.call(operation, name, number, text.address(), bytes.length);
    }
  }
}
