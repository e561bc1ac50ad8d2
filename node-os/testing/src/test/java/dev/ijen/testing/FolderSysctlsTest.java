package dev.ijen.testing;

import dev.ijen.linux.Linux;
import dev.ijen.linux.Sysctls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FolderSysctlsTest extends SysctlsContract {
  @TempDir Path folder;

  @Override
  Sysctls sysctls() throws IOException {
    Path file = folder.resolve("net/ipv4/ip_default_ttl");
    Files.createDirectories(folder.resolve("net/ipv4"));
    Files.writeString(file, "64\n");
    return Linux.sysctlsBelow(folder);
  }
}
