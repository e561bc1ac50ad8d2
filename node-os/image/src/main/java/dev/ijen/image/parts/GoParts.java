package dev.ijen.image.parts;

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
 * The programs of {@code node-os/parts}, built once per content of their folders and kept in the
 * cache. Several processes may ask at the same time: one builds, the others wait.
 */
public final class GoParts {
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
   * Builds what the cache lacks.
   *
   * @return a folder of links with every program of every part, its name unique for its content
   * @throws PartsException when Go is missing and cannot be fetched, or a build fails
   */
  public Path build() throws PartsException, IOException, InterruptedException {
    var built = new ArrayList<Path>();
    var hashes = new StringBuilder();
    List<GoPart> parts = parts();
    for (GoPart part : parts) {
      hashes.append(part.hash());
      built.add(build(part));
    }
    Path links = cache.resolve("parts/bin-" + Integer.toHexString(hashes.toString().hashCode()));
    link(links, parts, built);
    return links;
  }

  /** The programs of one part, as {@code etcd}, without building any other. */
  public Path build(String name) throws PartsException, IOException, InterruptedException {
    return build(GoPart.load(source.resolve(name)));
  }

  private Path build(GoPart part) throws PartsException, IOException, InterruptedException {
    Path target = cache.resolve("parts/" + part.name() + "-" + part.hash());
    if (Files.isDirectory(target)) {
      return target;
    }
    try (CacheLock _ = CacheLock.of(target)) {
      if (!Files.isDirectory(target)) {
        Path go = GoToolchain.find(part.needs(), cache, progress);
        new PartBuild(part, go, progress).into(target);
      }
    }
    return target;
  }

  private List<GoPart> parts() throws IOException {
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
      parts.add(GoPart.load(folder));
    }
    return List.copyOf(parts);
  }

  private static void link(Path links, List<GoPart> parts, List<Path> built) throws IOException {
    try (CacheLock _ = CacheLock.of(links)) {
      if (Files.isDirectory(links)) {
        return;
      }
      Path partial = links.resolveSibling("." + links.getFileName() + ".partial");
      FileTree.delete(partial);
      Files.createDirectories(partial);
      for (int i = 0; i < parts.size(); i++) {
        for (String binary : parts.get(i).recipe().binaries()) {
          Files.createSymbolicLink(partial.resolve(binary), built.get(i).resolve(binary));
        }
      }
      Files.move(partial, links, StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
