package dev.ijen.image.parts;

import dev.ijen.image.FileTree;
import dev.ijen.image.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Builds one part into a folder that appears only when it is complete. */
final class PartBuild {
  private static final int PACKAGES_PER_REPORT = 25;

  private final GoPart part;
  private final Path go;
  private final Progress progress;

  PartBuild(GoPart part, Path go, Progress progress) {
    this.part = part;
    this.go = go;
    this.progress = progress;
  }

  void into(Path target) throws PartsException, IOException, InterruptedException {
    Path partial = target.resolveSibling("." + target.getFileName() + ".partial");
    FileTree.delete(partial);
    Files.createDirectories(partial);
    var command = new GoCommand(go, part.source(), part.recipe().environment());
    int packages = fetchModules(command);
    compile(command, partial, packages);
    rename(partial);
    Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Lists the packages to compile; that fetches exactly the modules which the build needs. */
  private int fetchModules(GoCommand command)
      throws PartsException, IOException, InterruptedException {
    var modules = new AtomicInteger();
    var packages = new AtomicInteger();
    report("looking up packages");
    command.run(
        List.of("list", "-mod=readonly", "-deps", "-tags", part.recipe().tags(), "tool"),
        line -> {
          if (line.startsWith("go: downloading ")) {
            report("fetched %d modules".formatted(modules.incrementAndGet()));
          } else {
            packages.incrementAndGet();
          }
        });
    return packages.get();
  }

  private void compile(GoCommand command, Path folder, int packages)
      throws PartsException, IOException, InterruptedException {
    var compiled = new AtomicInteger();
    report("compiling up to %d packages".formatted(packages));
    command.run(
        part.recipe().arguments(folder + "/"),
        _ -> {
          int count = compiled.incrementAndGet();
          if (count % PACKAGES_PER_REPORT == 0) {
            report("compiled %d of %d packages".formatted(count, packages));
          }
        });
    report("compiled %d packages, the rest was in the build cache".formatted(compiled.get()));
  }

  private void rename(Path folder) throws PartsException, IOException {
    for (Map.Entry<String, String> name : part.recipe().renames().entrySet()) {
      Files.move(folder.resolve(name.getKey()), folder.resolve(name.getValue()));
    }
    for (String binary : part.recipe().binaries()) {
      if (!Files.isExecutable(folder.resolve(binary))) {
        throw new PartsException("build " + part.name() + ": made no program " + binary);
      }
    }
  }

  private void report(String what) {
    progress.say("parts: " + part.name() + ": " + what);
  }
}
