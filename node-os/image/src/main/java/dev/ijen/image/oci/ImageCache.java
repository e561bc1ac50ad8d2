package dev.ijen.image.oci;

import com.github.luben.zstd.ZstdOutputStream;
import dev.ijen.config.generate.Images;
import dev.ijen.image.ContentHash;
import dev.ijen.image.FileTree;
import dev.ijen.image.Progress;
import dev.ijen.image.Resources;
import dev.ijen.image.boot.ImageCacheDisk;
import dev.ijen.image.debian.LockedPackage;
import dev.ijen.image.debian.PackageLists;
import dev.ijen.image.debian.PackageStore;
import dev.ijen.image.parts.CacheLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;

/**
 * An image cache: images of a cluster as one OCI layout, in a folder that never changes again and
 * is named by the hash of all its inputs.
 *
 * @param folder with the layout
 */
public record ImageCache(Path folder) {
  private static final int NAME_CHARS = 32;

  /** The OCI layout: what a container node is given. */
  public Path layout() {
    return folder.resolve("layout");
  }

  /**
   * The same as a raw disk with one read-only partition, which a virtual machine gets as its second
   * disk; made when it is first asked for.
   */
  public Path disk() throws IOException, InterruptedException {
    Path disk = folder.resolve("image-cache.img");
    try (CacheLock _ = CacheLock.of(disk)) {
      if (!Files.exists(disk)) {
        ImageCacheDisk.write(layout(), disk, folder.getFileName().toString());
      }
    }
    return disk;
  }

  /** References of all images that a cluster of this release is made of. */
  public static List<String> references() {
    return ImageRecipe.all().stream().map(ImageRecipe::reference).toList();
  }

  /**
   * Builds an image cache unless it is there.
   *
   * @param references those of {@link #references} that it shall hold
   * @param parts folder with their programs, built from {@code node-os/parts}
   * @param cache the project's cache folder
   */
  public static ImageCache build(
      Collection<String> references, Path parts, Path cache, Progress progress)
      throws IOException, InterruptedException {
    List<ImageRecipe> recipes =
        ImageRecipe.all().stream().filter(one -> references.contains(one.reference())).toList();
    Path target =
        cache.resolve("image-cache").resolve(inputs(recipes, parts).substring(0, NAME_CHARS));
    try (CacheLock _ = CacheLock.of(target)) {
      if (!Files.isDirectory(target)) {
        Path partial = target.resolveSibling("." + target.getFileName() + ".partial");
        FileTree.delete(partial);
        Files.createDirectories(partial);
        new ImageCache(partial).write(recipes, parts, cache, progress);
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    return new ImageCache(target);
  }

  private void write(List<ImageRecipe> recipes, Path parts, Path cache, Progress progress)
      throws IOException, InterruptedException {
    Path scratch = Files.createDirectories(folder.resolve("scratch"));
    var store = new PackageStore(cache.resolve("debian"), progress);
    for (LockedPackage one : store.fetch(PackageLists.locked()).values()) {
      if (DebianLayers.PACKAGES.contains(one.wanted())) {
        store.unpack(one, scratch.resolve(one.wanted()));
      }
    }
    Path pause = Resources.compilePause(scratch);
    var images = new ClusterImages(parts, new DebianLayers(scratch), pause);
    var writer = new LayoutWriter(layout());
    for (ImageRecipe recipe : recipes) {
      progress.say("assembling " + recipe.reference());
      writer.add(images.image(recipe));
    }
    writer.finish();
    FileTree.delete(scratch);
  }

  private static String inputs(List<ImageRecipe> recipes, Path parts) throws IOException {
    var hash = new ContentHash().add("recipes", recipes.toString());
    for (ImageRecipe recipe : recipes) {
      for (String program : recipe.isPause() ? List.<String>of() : recipe.programs()) {
        hash.addFiles(parts.resolve(program));
      }
    }
    for (Class<?> library : List.of(ImageCache.class, Images.class, ZstdOutputStream.class)) {
      hash.addLibraryOf(library);
    }
    return hash.finish();
  }
}
