package dev.ijen.lab.command;

import dev.ijen.lab.host.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder that {@code ./ijen env} puts on the PATH: kubectl and ijenctl. */
final class Toolbox {
  private Toolbox() {}

  static void write(Instance instance, Path parts, String ctlClassPath) throws IOException {
    Path bin = Files.createDirectories(instance.folder().resolve("bin"));
    Path kubectl = bin.resolve("kubectl");
    Files.deleteIfExists(kubectl);
    Files.createSymbolicLink(kubectl, parts.resolve("kubectl"));
    Path ijenctl = bin.resolve("ijenctl");
    Files.writeString(ijenctl, script(ctlClassPath));
    Files.setPosixFilePermissions(ijenctl, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String script(String classPath) {
    return """
        #!/bin/sh
        exec '%s/bin/java' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+AutoCreateSharedArchive \\
          -XX:SharedArchiveFile="$(dirname "$0")/ijenctl.jsa" -Xlog:disable -Xlog:all=error:stderr \\
          --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \\
          -cp '%s' dev.ijen.ctl.Main "$@"
        """
        .formatted(System.getProperty("java.home"), classPath);
  }
}
