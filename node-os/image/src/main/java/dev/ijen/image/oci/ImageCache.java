package dev.ijen.image.oci;

import com.github.luben.zstd.ZstdOutputStream;
import dev.ijen.config.generate.Images;
import dev.ijen.image.Command;
import dev.ijen.image.ContentHash;
import dev.ijen.image.FileTree;
import dev.ijen.image.Progress;
import dev.ijen.image.Resources;
import dev.ijen.image.boot.Disk;
import dev.ijen.image.boot.Epoch;
import dev.ijen.image.debian.LockedPackage;
import dev.ijen.image.debian.PackageLists;
import dev.ijen.image.debian.PackageStore;
import dev.ijen.image.parts.CacheLock;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The image cache of a release: all images of a cluster as one OCI layout, in a folder that never
 * changes again and is named by the hash of all its inputs.
 *
 * @param folder with the layout, and what is made of it
 */
public record ImageCache(Path folder) {
  /** Label of the file system, by which a node finds its image cache. */
  public static final String LABEL = "IMAGECACHE";

  private static final int NAME_CHARS = 32;

  /** The OCI layout: what a container node is given. */
  public Path layout() {
    return folder.resolve("layout");
  }

  /** The same as a read-only file system that a virtual machine gets as a disk. */
  public Path disk() {
    return folder.resolve("image-cache.img");
  }

  /**
   * Builds the image cache unless it is there.
   *
   * @param parts folder with all programs of {@code node-os/parts}
   * @param cache the project's cache folder
   */
  public static ImageCache build(Path parts, Path cache, Progress progress)
      throws IOException, InterruptedException {
    String hash = inputs(parts);
    Path target = cache.resolve("image-cache").resolve(hash.substring(0, NAME_CHARS));
    var result = new ImageCache(target);
    if (Files.isDirectory(target)) {
      return result;
    }
    try (CacheLock _ = CacheLock.of(target)) {
      if (!Files.isDirectory(target)) {
        Path partial = target.resolveSibling("." + target.getFileName() + ".partial");
        FileTree.delete(partial);
        Files.createDirectories(partial);
        new ImageCache(partial).write(parts, cache, hash, progress);
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    return result;
  }

  private void write(Path parts, Path cache, String hash, Progress progress)
      throws IOException, InterruptedException {
    Path scratch = Files.createDirectories(folder.resolve("scratch"));
    var store = new PackageStore(cache.resolve("debian"), progress);
    for (LockedPackage one : store.fetch(PackageLists.locked()).values()) {
      if (DebianLayers.PACKAGES.contains(one.wanted())) {
        store.unpack(one, scratch.resolve(one.wanted()));
      }
    }
    Path pause = Resources.compilePause(scratch);
    var writer = new LayoutWriter(layout());
    for (ContainerImage image : new ClusterImages(parts, new DebianLayers(scratch), pause).all()) {
      progress.say("image " + image.reference());
      writer.add(image);
    }
    writer.finish();
    FileTree.delete(scratch);
    Command.run(
        "mkfs.erofs",
        "--quiet",
        "--all-root",
        "-L" + LABEL,
        "-T" + Epoch.SECONDS,
        "-U" + Disk.id(hash, LABEL),
        disk(),
        layout());
  }

  private static String inputs(Path parts) throws IOException {
    var hash = new ContentHash();
    for (String program : ClusterImages.PROGRAMS) {
      hash.addFiles(parts.resolve(program));
    }
    for (Class<?> library : List.of(ImageCache.class, Images.class, ZstdOutputStream.class)) {
      hash.addFiles(codeOf(library));
    }
    return hash.finish();
  }

  private static Path codeOf(Class<?> type) throws IOException {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("place of " + type, e);
    }
  }
}
