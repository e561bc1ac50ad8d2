package dev.ijen.image.parts;

import dev.ijen.image.FileTree;
import dev.ijen.image.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Builds programs of one part. */
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

  /** Builds the programs; each appears in the cache only when it is complete. */
  void into(Path cache, List<GoProgram> programs)
      throws PartsException, IOException, InterruptedException {
    Path partial = cache.resolve("parts/." + part.name() + ".partial");
    FileTree.delete(partial);
    Files.createDirectories(partial);
    var command = new GoCommand(go, part.source(), part.recipe().environment());
    List<String> sources = programs.stream().map(GoProgram::source).toList();
    int packages = fetchModules(command, sources);
    compile(command, partial, sources, packages);
    for (GoProgram program : programs) {
      keep(partial.resolve(program.made()), cache, program);
    }
    FileTree.delete(partial);
  }

  /** Lists the packages to compile; that fetches exactly the modules which the build needs. */
  private int fetchModules(GoCommand command, List<String> sources)
      throws PartsException, IOException, InterruptedException {
    var modules = new AtomicInteger();
    var packages = new AtomicInteger();
    report("looking up packages");
    var arguments =
        new ArrayList<>(List.of("list", "-mod=readonly", "-deps", "-tags", part.recipe().tags()));
    arguments.addAll(sources);
    command.run(
        arguments,
        line -> {
          if (line.startsWith("go: downloading ")) {
            report("fetched %d modules".formatted(modules.incrementAndGet()));
          } else {
            packages.incrementAndGet();
          }
        });
    return packages.get();
  }

  private void compile(GoCommand command, Path folder, List<String> sources, int packages)
      throws PartsException, IOException, InterruptedException {
    var compiled = new AtomicInteger();
    report("compiling up to %d packages".formatted(packages));
    command.run(
        part.recipe().arguments(folder + "/", sources),
        _ -> {
          int count = compiled.incrementAndGet();
          if (count % PACKAGES_PER_REPORT == 0) {
            report("compiled %d of %d packages".formatted(count, packages));
          }
        });
    report("compiled %d packages, the rest was in the build cache".formatted(compiled.get()));
  }

  private void keep(Path made, Path cache, GoProgram program) throws PartsException, IOException {
    if (!Files.isExecutable(made)) {
      throw new PartsException("build " + part.name() + ": made no program " + program.made());
    }
    Path folder = made.resolveSibling("." + program.name());
    Files.createDirectories(folder);
    Files.move(made, folder.resolve(program.name()));
    Files.move(folder, program.folder(cache), StandardCopyOption.ATOMIC_MOVE);
  }

  private void report(String what) {
    progress.say("parts: " + part.name() + ": " + what);
  }
}
