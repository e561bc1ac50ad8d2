package dev.ijen.image;

import dev.ijen.image.boot.BootImage;
import dev.ijen.image.boot.Disk;
import dev.ijen.image.boot.Verity;
import dev.ijen.image.debian.LockedPackage;
import dev.ijen.image.debian.PackageLists;
import dev.ijen.image.debian.PackageStore;
import dev.ijen.image.release.Installer;
import dev.ijen.image.root.RootTree;
import dev.ijen.release.SigningKey;
import dev.ijen.slots.EntryName;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Builds the image of a node, or finds it in the cache: same inputs, same bytes, same folder. */
public final class ImageBuilder {
  private static final int NAME_CHARS = 32;
  private static final List<String> SLOTS = List.of("a", "b");
  private static final int OBSERVED_RUNS = 3;

  private ImageBuilder() {}

  /**
   * Builds the image unless the cache has it.
   *
   * @throws IOException naming the file or command that failed
   */
  public static Artifacts build(ImageRequest request, Progress progress)
      throws IOException, InterruptedException {
    String hash = inputs(request);
    Path images = Files.createDirectories(request.cache().resolve("image"));
    Path folder = images.resolve(hash.substring(0, NAME_CHARS));
    var artifacts = new Artifacts(folder);
    try (var lock =
        FileChannel.open(
            images.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      lock.lock();
      if (Files.exists(artifacts.manifest())) {
        progress.say("image " + folder + " is up to date");
        return artifacts;
      }
      Path work = images.resolve("unfinished");
      FileTree.delete(work);
      Files.createDirectories(work);
      build(request, hash, new Artifacts(work), progress);
      FileTree.delete(folder);
      Files.move(work, folder, StandardCopyOption.ATOMIC_MOVE);
    }
    return artifacts;
  }

  /**
   * Lists the classes that nodes load, for {@code classes.list}: those of several runs, because
   * which ones a run loads depends on who wins its races.
   *
   * @param folder an empty folder, for a tree to run in
   */
  static List<String> classes(ImageRequest request, Path folder, Progress progress)
      throws IOException, InterruptedException {
    var store = new PackageStore(request.cache().resolve("debian"), progress);
    Path scratch = Files.createDirectories(folder.resolve("scratch"));
    for (LockedPackage one : store.fetch(PackageLists.locked()).values()) {
      store.unpack(one, scratch.resolve(one.wanted()));
    }
    var tree = new RootTree(folder.resolve("root"), request, progress);
    tree.assemble(scratch, Resources.compileInit(scratch));
    var classes = new TreeSet<String>();
    for (int run = 0; run < OBSERVED_RUNS; run++) {
      classes.addAll(tree.observe());
    }
    return List.copyOf(classes);
  }

  /** The hash of all that the image depends on, this library and the signing key included. */
  private static String inputs(ImageRequest request) throws IOException {
    var hash = new ContentHash();
    hash.add("version", request.version()).add("main", request.mainClass());
    for (Path jar : request.libJars()) {
      hash.addFiles(jar);
    }
    for (String part : RootTree.PARTS) {
      hash.addFiles(request.parts().resolve(part));
    }
    hash.addFiles(request.javaHome().resolve("release"));
    hash.add("trust", SigningKey.loadOrMake(request.signingKey()).publicPem());
    hash.addLibraryOf(SigningKey.class);
    hash.addLibraryOf(EntryName.class);
    return hash.addLibraryOf(ImageBuilder.class).finish();
  }

  private static void build(ImageRequest request, String hash, Artifacts target, Progress progress)
      throws IOException, InterruptedException {
    var store = new PackageStore(request.cache().resolve("debian"), progress);
    SequencedMap<String, LockedPackage> locked = PackageLists.locked();
    SequencedMap<String, LockedPackage> packages = store.fetch(locked);
    Files.writeString(target.packages(), PackageLists.report(packages, locked));
    Path scratch = Files.createDirectories(target.folder().resolve("scratch"));
    for (LockedPackage one : packages.values()) {
      store.unpack(one, scratch.resolve(one.wanted()));
    }
    Path init = Resources.compileInit(scratch);
    var tree = new RootTree(target.root(), request, progress);
    var kernel = tree.assemble(scratch, init);
    tree.archive(Resources.text("classes.list").lines().toList());

    progress.say("writing the root image");
    Verity verity = RootImage.write(target.root(), target.rootImage(), hash);
    Path efi = scratch.resolve("systemd-boot-efi/usr/lib/systemd/boot/efi");
    target
        .bootParts()
        .write(
            efi.resolve("linuxx64.efi.stub"),
            bzImage(scratch.resolve("linux-image-cloud-amd64")),
            kernel.release(),
            init,
            kernel.modulesForRoot());
    var boot = new BootImage(target.bootParts(), request.version(), BootImage.ARGUMENTS);
    for (String slot : SLOTS) {
      boot.write(target.uki(slot), slot, verity);
    }
    progress.say("writing the disk");
    Disk.write(
        target.disk(),
        hash,
        efi.resolve("systemd-bootx64.efi"),
        target.uki("a"),
        target.rootImage());
    progress.say("signing the installer");
    installer(request, verity, target);
    FileTree.delete(scratch);
    Files.writeString(target.manifest(), manifest(request, verity, target));
  }

  private static void installer(ImageRequest request, Verity verity, Artifacts target)
      throws IOException {
    var ukis = SLOTS.stream().collect(Collectors.toMap(slot -> slot, target::uki));
    new Installer(
            request.version(), target.rootImage(), verity, ukis, BootImage.ARGUMENTS, List.of())
        .write(target.installer(), Optional.of(SigningKey.load(request.signingKey())));
  }

  private static Path bzImage(Path kernel) throws IOException {
    try (Stream<Path> files = Files.list(kernel.resolve("boot"))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("vmlinuz-"))
          .findFirst()
          .orElseThrow(() -> new IOException("the kernel package has no boot/vmlinuz-*"));
    }
  }

  private static String manifest(ImageRequest request, Verity verity, Artifacts target)
      throws IOException {
    var files = new StringBuilder();
    for (Path file :
        List.of(target.rootImage(), target.uki("a"), target.uki("b"), target.packages())) {
      files
          .append(files.isEmpty() ? "" : ",\n")
          .append(
              "    \"%s\": { \"bytes\": %d, \"sha256\": \"%s\" }"
                  .formatted(file.getFileName(), Files.size(file), ContentHash.ofFile(file)));
    }
    return """
        {
          "version": "%s",
          "verity": "%s",
          "files": {
        %s
          }
        }
        """
        .formatted(request.version(), verity.argument(), files);
  }
}
