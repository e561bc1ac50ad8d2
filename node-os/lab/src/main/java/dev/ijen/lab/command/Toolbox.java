package dev.ijen.lab.command;

import dev.ijen.lab.host.Instance;
import dev.ijen.lab.process.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** The folder that {@code ./ijen env} puts on the PATH: kubectl and ijenctl. */
final class Toolbox {
  private static final String ARCHIVE = "ijenctl.jsa";

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

  /**
   * Lets ijenctl write its class archive, unless it has one: the first call takes long. What the
   * node answers does not matter.
   */
  static void warmUp(Instance instance, List<String> arguments)
      throws IOException, InterruptedException {
    Path bin = instance.folder().resolve("bin");
    if (Files.exists(bin.resolve(ARCHIVE))) {
      return;
    }
    var command = new ArrayList<String>();
    command.add(bin.resolve("ijenctl").toString());
    command.addAll(arguments);
    Commands.succeeds(command.toArray(String[]::new));
  }

  private static String script(String classPath) {
    return """
        #!/bin/sh
        exec '%s/bin/java' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+AutoCreateSharedArchive \\
          -XX:SharedArchiveFile="$(dirname "$0")/%s" -Xlog:disable \\
          --sun-misc-unsafe-memory-access=allow \\
          -cp '%s' dev.ijen.ctl.Main "$@"
        """
        .formatted(System.getProperty("java.home"), ARCHIVE, classPath);
  }
}
