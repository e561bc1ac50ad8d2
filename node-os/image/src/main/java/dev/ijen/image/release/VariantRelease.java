package dev.ijen.image.release;

import dev.ijen.image.Artifacts;
import dev.ijen.image.Command;
import dev.ijen.image.ContentHash;
import dev.ijen.image.FileTree;
import dev.ijen.image.Resources;
import dev.ijen.image.RootImage;
import dev.ijen.image.boot.BootImage;
import dev.ijen.image.boot.Verity;
import dev.ijen.image.root.RootTree;
import dev.ijen.release.Digest;
import dev.ijen.release.OciLayout;
import dev.ijen.release.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A release that differs from a built image in its version and, on purpose, in what is wrong with
 * it. It takes seconds: the tree of the image is linked, changed in one or two files, and packed.
 *
 * @param image what it is a variant of
 * @param version of the variant
 * @param fault what is wrong with it
 * @param kernelArguments besides slot and verity
 */
public record VariantRelease(
    Artifacts image, String version, Optional<Fault> fault, List<String> kernelArguments) {

  public VariantRelease {
    kernelArguments = List.copyOf(kernelArguments);
  }

  /** A variant with the kernel arguments that every release has. */
  public static VariantRelease of(Artifacts image, String version, Optional<Fault> fault) {
    return new VariantRelease(image, version, fault, BootImage.ARGUMENTS);
  }

  /**
   * Writes the installer image.
   *
   * @param folder where to; whatever is there is removed
   * @param key absent for one that no node takes
   * @return its digest
   */
  public Digest write(Path folder, Optional<SigningKey> key)
      throws IOException, InterruptedException {
    FileTree.delete(folder);
    Path work = Files.createDirectories(folder.resolveSibling(folder.getFileName() + ".work"));
    try {
      FileTree.delete(work);
      Files.createDirectories(work);
      Path tree = tree(work);
      Path rootImage = work.resolve("root.erofs");
      Verity verity = RootImage.write(tree, rootImage, identity());
      var boot = new BootImage(image.bootParts(), version, kernelArguments);
      Map<String, Path> ukis = Map.of("a", work.resolve("a.efi"), "b", work.resolve("b.efi"));
      for (Map.Entry<String, Path> uki : ukis.entrySet()) {
        boot.write(uki.getValue(), uki.getKey(), verity);
      }
      return new Installer(version, rootImage, verity, ukis, kernelArguments, List.of())
          .write(new OciLayout(folder), key);
    } finally {
      FileTree.delete(work);
    }
  }

  private String identity() throws IOException {
    return new ContentHash()
        .add("image", Files.readString(image.manifest()))
        .add("version", version)
        .add("fault", fault.map(Fault::text).orElse(""))
        .add("arguments", String.join(" ", kernelArguments))
        .finish();
  }

  /** Links every file of the image: what changes is replaced, never written to. */
  private Path tree(Path work) throws IOException, InterruptedException {
    Path tree = work.resolve("root");
    Command.run("cp", "-al", image.root(), tree);
    replace(tree, "etc/os-release", BootImage.osRelease(version));
    replace(tree, RootTree.KERNEL_ARGUMENTS, String.join("\n", kernelArguments) + "\n");
    if (fault.isPresent()) {
      plant(fault.get(), tree, work);
    }
    return tree;
  }

  private static void plant(Fault fault, Path tree, Path work)
      throws IOException, InterruptedException {
    switch (fault) {
      case PANIC, HANG, INIT_DIES ->
          replace(Resources.compileFault(work, fault.macro()), tree.resolve("usr/sbin/init"));
      case UNHEALTHY -> replace(Resources.compileIdle(work), tree.resolve("usr/bin/containerd"));
    }
  }

  private static void replace(Path tree, String path, String text) throws IOException {
    Path file = tree.resolve(path);
    Files.delete(file);
    FileTree.write(file, text);
  }

  private static void replace(Path program, Path file) throws IOException {
    Files.delete(file);
    FileTree.install(program, file);
  }
}
