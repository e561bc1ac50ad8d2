package dev.ijen.image.root;

import dev.ijen.image.Command;
import dev.ijen.image.FileTree;
import dev.ijen.image.ImageRequest;
import dev.ijen.image.Progress;
import dev.ijen.image.boot.BootImage;
import dev.ijen.image.boot.Epoch;
import dev.ijen.image.debian.CaBundle;
import dev.ijen.image.debian.PackageLists;
import dev.ijen.release.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The node's root file system as a folder; docs/architecture.md §2 is its table of contents. */
public final class RootTree {
  /** The programs that the image holds. */
  private static final List<String> PROGRAMS =
      List.of("containerd", "containerd-shim-runc-v2", "runc");

  /** The CNI plugins that the image holds. */
  private static final List<String> PLUGINS =
      List.of("bandwidth", "bridge", "firewall", "host-local", "loopback", "portmap");

  /** All that the image takes from node-os/parts. */
  public static final List<String> PARTS =
      Stream.concat(PROGRAMS.stream(), PLUGINS.stream()).toList();

  /** Where a node finds the kernel arguments that its release gives the kernel, one a line. */
  public static final String KERNEL_ARGUMENTS = "usr/lib/ijen/release/kernel-arguments";

  /** Where a node finds the names of its system extensions, one a line. */
  private static final String EXTENSIONS = "usr/lib/ijen/release/extensions";

  /** Where a node finds the public keys whose releases it takes. */
  private static final String TRUST = "usr/lib/ijen/trust";

  private static final List<String> MOUNT_POINTS =
      List.of("proc", "sys", "dev", "run", "tmp", "system", "var", "root");
  private static final List<String> SKELETON =
      List.of("proc", "dev", "sys", "run", "usr", "lib", "lib64", "etc", "tmp", "system");

  private final Path root;
  private final ImageRequest request;
  private final Progress progress;
  private final JavaRuntime java;

  /** Builds below the folder, which does not exist yet. */
  public RootTree(Path root, ImageRequest request, Progress progress) {
    this.root = root;
    this.request = request;
    this.progress = progress;
    this.java = new JavaRuntime(root, request.mainClass());
  }

  /** What the boot image needs to know of the finished tree. */
  public record Kernel(String release, List<Path> modulesForRoot) {}

  /**
   * Assembles the tree.
   *
   * @param packages where each package is unpacked into a folder of the name wanted
   * @param init the static init
   */
  public Kernel assemble(Path packages, Path init) throws IOException, InterruptedException {
    progress.say("assembling the root file system");
    skeleton();
    for (Map.Entry<String, Predicate<Path>> wanted : PackageLists.wanted().entrySet()) {
      Path from = packages.resolve(wanted.getKey());
      if (!Files.isDirectory(from)) {
        throw new IOException("debian.lock lacks " + wanted.getKey());
      }
      FileTree.copy(from, root, wanted.getValue());
    }
    FileTree.write(
        root.resolve("etc/ssl/certs/ca-certificates.crt"),
        CaBundle.text(packages.resolve("ca-certificates")));
    identity();
    FileTree.install(init, root.resolve("usr/sbin/init"));
    for (String program : PROGRAMS) {
      FileTree.install(request.parts().resolve(program), root.resolve("usr/bin/" + program));
    }
    for (String plugin : PLUGINS) {
      FileTree.install(request.parts().resolve(plugin), root.resolve("usr/lib/cni/" + plugin));
    }
    var modules = KernelModules.index(root);
    var atStart = new StringBuilder();
    modules
        .order(KernelModules.AT_START)
        .forEach(path -> atStart.append('/').append(root.relativize(path)).append('\n'));
    FileTree.write(root.resolve("usr/lib/ijen/modules.load"), atStart.toString());
    progress.say("linking the Java runtime");
    java.install(request.javaHome(), request.libJars());
    settleTimes();
    return new Kernel(modules.release(), modules.order(KernelModules.FOR_ROOT));
  }

  /** Adds the class archive of the listed classes to the assembled tree. */
  public void archive(List<String> classes) throws IOException, InterruptedException {
    progress.say("archiving classes");
    java.archive(classes, new ClassArchives(request.cache().resolve("class-archive"), progress));
    settleTimes();
  }

  /** Lists the classes that the node's program loads, by running it in the assembled tree. */
  public List<String> observe() throws IOException, InterruptedException {
    progress.say("observing a run of the node");
    List<String> classes = java.observe();
    settleTimes();
    return classes;
  }

  private void skeleton() throws IOException {
    for (String directory : MOUNT_POINTS) {
      Files.createDirectories(root.resolve(directory));
    }
    for (String directory : SKELETON) {
      Files.createDirectories(root.resolve("usr/lib/ijen/roots/apid").resolve(directory));
    }
    for (String directory : List.of("bin", "sbin", "lib", "lib64")) {
      Files.createDirectories(root.resolve("usr").resolve(directory));
      FileTree.link(root.resolve(directory), "usr/" + directory);
    }
  }

  private void identity() throws IOException {
    Path etc = root.resolve("etc");
    FileTree.write(etc.resolve("os-release"), BootImage.osRelease(request.version()));
    FileTree.write(root.resolve(KERNEL_ARGUMENTS), String.join("\n", BootImage.ARGUMENTS) + "\n");
    FileTree.write(root.resolve(EXTENSIONS), "");
    FileTree.write(
        root.resolve(TRUST).resolve("release.pem"),
        SigningKey.loadOrMake(request.signingKey()).publicPem());
    FileTree.write(
        etc.resolve("passwd"),
        """
        root:x:0:0:root:/root:/nonexistent
        apid:x:50:50:apid:/:/nonexistent
        trustd:x:51:51:trustd:/:/nonexistent
        """);
    FileTree.write(etc.resolve("group"), "root:x:0:\ntty:x:5:\napid:x:50:\ntrustd:x:51:\n");
    FileTree.write(etc.resolve("nsswitch.conf"), "passwd: files\ngroup: files\nhosts: files dns\n");
    for (String written : List.of("resolv.conf", "hosts", "hostname", "machine-id")) {
      FileTree.link(etc.resolve(written), "../system/etc/" + written);
    }
    FileTree.link(etc.resolve("mtab"), "../proc/self/mounts");
    FileTree.link(etc.resolve("cni"), "../var/etc/cni");
    FileTree.link(etc.resolve("kubernetes"), "../var/etc/kubernetes");
    FileTree.link(root.resolve("opt"), "var/opt");
  }

  private void settleTimes() throws IOException, InterruptedException {
    Command.run("find", root, "-exec", "touch", "-h", "-d", "@" + Epoch.SECONDS, "{}", "+");
  }
}
