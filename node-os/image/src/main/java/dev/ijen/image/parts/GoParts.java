package dev.ijen.image.parts;

import dev.ijen.image.ContentHash;
import dev.ijen.image.FileTree;
import dev.ijen.image.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The programs of {@code node-os/parts}, each built once per content of what it is made of and kept
 * in the cache. Several processes may ask at the same time: one builds, the others wait.
 */
public final class GoParts {
  private static final int NAME_DIGITS = 8;

  private final Path source;
  private final Path cache;
  private final Progress progress;

  /**
   * Makes a builder.
   *
   * @param source the folder {@code node-os/parts} of a checkout
   * @param cache the cache of Ijen, as {@code ~/.cache/ijen}
   */
  public GoParts(Path source, Path cache, Progress progress) {
    this.source = source;
    this.cache = cache;
    this.progress = progress;
  }

  /**
   * Builds what the cache lacks of the parts that every run needs.
   *
   * @return a folder of links with every program, its name unique for its content
   * @throws PartsException when Go is missing and cannot be fetched, or a build fails
   */
  public Path build() throws PartsException, IOException, InterruptedException {
    return build(parts().stream().filter(part -> !part.recipe().optional()).toList());
  }

  /** Like {@link #build()} with the optional parts, which a cluster needs besides. */
  public Path buildAll() throws PartsException, IOException, InterruptedException {
    return build(parts());
  }

  private Path build(List<GoPart> parts) throws PartsException, IOException, InterruptedException {
    var all = new ArrayList<GoProgram>();
    var hashes = new ContentHash();
    for (GoPart part : parts) {
      List<GoProgram> programs = part.programs();
      build(part, programs);
      all.addAll(programs);
      programs.forEach(program -> hashes.add(program.name(), program.hash()));
    }
    Path links = cache.resolve("parts/bin-" + hashes.finish().substring(0, NAME_DIGITS));
    link(links, all);
    return links;
  }

  private void build(GoPart part, List<GoProgram> programs)
      throws PartsException, IOException, InterruptedException {
    if (missing(programs).isEmpty()) {
      return;
    }
    try (CacheLock _ = CacheLock.of(cache.resolve("parts/" + part.name()))) {
      List<GoProgram> missing = missing(programs);
      if (!missing.isEmpty()) {
        Path go = GoToolchain.find(part.needs(), cache, progress);
        new PartBuild(part, go, progress).into(cache, missing);
      }
    }
  }

  private List<GoProgram> missing(List<GoProgram> programs) {
    return programs.stream().filter(one -> !Files.isDirectory(one.folder(cache))).toList();
  }

  private List<GoPart> parts() throws IOException {
    PartVersions versions = PartVersions.load(source);
    List<Path> folders;
    try (Stream<Path> entries = Files.list(source)) {
      folders =
          entries
              .filter(entry -> Files.isRegularFile(entry.resolve("go.mod")))
              .sorted(Comparator.comparing(Path::getFileName))
              .toList();
    }
    var parts = new ArrayList<GoPart>();
    for (Path folder : folders) {
      parts.add(GoPart.load(folder, versions.of(folder.getFileName().toString())));
    }
    return List.copyOf(parts);
  }

  private void link(Path links, List<GoProgram> programs) throws IOException {
    try (CacheLock _ = CacheLock.of(links)) {
      if (Files.isDirectory(links)) {
        return;
      }
      Path partial = links.resolveSibling("." + links.getFileName() + ".partial");
      FileTree.delete(partial);
      Files.createDirectories(partial);
      for (GoProgram program : programs) {
        Files.createSymbolicLink(partial.resolve(program.name()), program.in(cache));
      }
      Files.move(partial, links, StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
