package dev.ijen.lab.command;

import dev.ijen.image.debian.LockedPackage;
import dev.ijen.image.debian.PackageLists;
import dev.ijen.image.parts.GoUpdate;
import dev.ijen.image.parts.PartVersion;
import dev.ijen.image.parts.PartVersions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints what is pinned, or brings it up to date. */
@Command(name = "versions", description = "Prints the versions of third-party programs.")
public final class VersionsCommand implements Callable<Integer> {
  private static final String KERNEL = "linux-image-cloud-amd64";

  @Option(
      names = "--update",
      description = "Bring go.mod and go.sum of the parts after node-os/parts/versions.properties.")
  private boolean update;

  @Override
  public Integer call() throws Exception {
    Path parts = Lab.checkout().resolve("node-os/parts");
    if (update) {
      for (String part : new GoUpdate(parts, Lab.cache(), Lab.console()).run()) {
        System.out.println("updated node-os/parts/" + part);
      }
    }
    for (Map.Entry<String, PartVersion> line : PartVersions.load(parts).all().entrySet()) {
      print(line.getKey(), line.getValue().text());
    }
    print("linux", kernel());
    print("jdk", Runtime.version().toString());
    return 0;
  }

  private static String kernel() throws IOException {
    LockedPackage kernel = PackageLists.locked().get(KERNEL);
    return kernel == null ? "not in debian.lock" : kernel.version();
  }

  private static void print(String what, String version) {
    System.out.printf("%-12s %s%n", what, version);
  }
}
