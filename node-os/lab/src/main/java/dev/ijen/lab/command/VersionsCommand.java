package dev.ijen.lab.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints what is pinned. */
@Command(name = "versions", description = "Prints the versions of third-party programs.")
public final class VersionsCommand implements Callable<Integer> {
  private static final List<Pin> PINS =
      List.of(
          new Pin("containerd", "github.com/containerd/containerd/v2"),
          new Pin("etcd", "go.etcd.io/etcd/server/v3"),
          new Pin("kubernetes", "k8s.io/kubernetes"),
          new Pin("runc", "github.com/opencontainers/runc"));

  /** A part and the module that its version is read from. */
  private record Pin(String part, String module) {}

  @Override
  public Integer call() throws IOException {
    for (Pin pin : PINS) {
      System.out.printf("%-12s %s%n", pin.part(), version(pin));
    }
    System.out.printf("%-12s %s%n", "jdk", Runtime.version());
    return 0;
  }

  private static String version(Pin pin) throws IOException {
    Path file = Lab.checkout().resolve("node-os/parts").resolve(pin.part()).resolve("go.mod");
    return Files.readAllLines(file).stream()
        .map(line -> line.replaceFirst("^require ", "").strip())
        .filter(line -> line.startsWith(pin.module() + " "))
        .map(line -> line.substring(pin.module().length() + 1).replaceFirst(" //.*", ""))
        .findFirst()
        .orElse("not found in " + file);
  }
}
