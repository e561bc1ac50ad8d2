package dev.ijen.image;

import dev.ijen.image.debian.PackageLists;
import dev.ijen.image.debian.PackageStore;
import dev.ijen.image.release.Fault;
import dev.ijen.image.release.VariantRelease;
import dev.ijen.release.LayoutTar;
import dev.ijen.release.OciLayout;
import dev.ijen.release.SigningKey;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The image builder by itself.
 *
 * <pre>
 * build CLASS-PATH PARTS VERSION        builds the image and prints its folder
 * release IMAGE VERSION FOLDER [FAULT]  writes a release of that version: an OCI layout, from an
 *                                       image's folder; FAULT: panic, hang, init-dies, unhealthy
 * tar LAYOUT FILE                       packs an OCI layout into one file
 * classes CLASS-PATH PARTS FILE         writes the classes.list of what that program loads
 * lock FILE                             writes a debian.lock of what Debian offers today
 * </pre>
 */
public final class Main {
  private static final String USAGE =
      "usage: build CLASS-PATH PARTS VERSION | release IMAGE VERSION FOLDER [FAULT]"
          + " | tar LAYOUT FILE | classes CLASS-PATH PARTS FILE | lock FILE";

  private Main() {}

  /** Runs one command; a failure ends the program with status 1, wrong usage with 2. */
  public static void main(String[] words) throws InterruptedException {
    try {
      System.exit(run(words));
    } catch (IOException e) {
      System.err.println("image: " + e.getMessage());
      System.exit(1);
    }
  }

  private static int run(String[] words) throws IOException, InterruptedException {
    String command = words.length == 0 ? "" : words[0];
    if (words.length == 4 && command.equals("build")) {
      return build(words[1], Path.of(words[2]), words[3]);
    }
    if (words.length >= 4 && words.length <= 5 && command.equals("release")) {
      Optional<Fault> fault = words.length == 5 ? Fault.of(words[4]) : Optional.empty();
      if (words.length == 4 || fault.isPresent()) {
        return release(Path.of(words[1]), words[2], Path.of(words[3]), fault);
      }
    }
    if (words.length == 3 && command.equals("tar")) {
      LayoutTar.write(new OciLayout(Path.of(words[1])), Path.of(words[2]));
      return 0;
    }
    if (words.length == 4 && command.equals("classes")) {
      return classes(words[1], Path.of(words[2]), Path.of(words[3]));
    }
    if (words.length == 2 && command.equals("lock")) {
      return lock(Path.of(words[1]));
    }
    System.err.println(USAGE);
    return 2;
  }

  private static int build(String classPath, Path parts, String version)
      throws IOException, InterruptedException {
    Artifacts artifacts =
        ImageBuilder.build(ImageRequest.of(jars(classPath), parts, version), Main::progress);
    System.out.println(artifacts.folder());
    return 0;
  }

  private static int release(Path image, String version, Path folder, Optional<Fault> fault)
      throws IOException, InterruptedException {
    var key = SigningKey.loadOrMake(ImageRequest.defaultSigningKey());
    var variant = VariantRelease.of(new Artifacts(image), version, fault);
    System.out.println(variant.write(folder, Optional.of(key)));
    return 0;
  }

  private static int classes(String classPath, Path parts, Path file)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("ijen-classes");
    try {
      var request = ImageRequest.of(jars(classPath), parts, "classes");
      Files.write(file, ImageBuilder.classes(request, folder, Main::progress));
    } finally {
      FileTree.delete(folder);
    }
    return 0;
  }

  private static List<Path> jars(String classPath) {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(classPath)
        .map(Path::of)
        .toList();
  }

  private static int lock(Path file) throws IOException, InterruptedException {
    var store = new PackageStore(ImageRequest.defaultCache().resolve("debian"), Main::progress);
    var packages = store.resolve(PackageLists.wanted().keySet());
    Files.writeString(file, PackageLists.format(packages));
    return 0;
  }

  private static void progress(String line) {
    System.err.println(line);
  }
}
