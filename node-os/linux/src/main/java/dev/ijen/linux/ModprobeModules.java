package dev.ijen.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Modules by kmod's modprobe(8), which knows the dependencies, and {@code /proc/modules}. */
final class ModprobeModules implements Modules {
  private final Path proc;

  ModprobeModules(Path proc) {
    this.proc = proc;
  }

  @Override
  public void load(String name, List<String> parameters) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("/sbin/modprobe", "--", name));
    command.addAll(parameters);
    Command.run("load module " + name, command);
  }

  @Override
  public Set<String> loaded() throws IOException {
    try {
      return Files.readAllLines(proc.resolve("modules")).stream()
          .map(line -> line.substring(0, line.indexOf(' ')))
          .collect(Collectors.toUnmodifiableSet());
    } catch (NoSuchFileException e) {
      return Set.of(); // a kernel without modules
    }
  }
}
