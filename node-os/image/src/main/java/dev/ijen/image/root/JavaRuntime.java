package dev.ijen.image.root;

import dev.ijen.image.Command;
import dev.ijen.image.ContentHash;
import dev.ijen.image.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Java on the node: the runtime image, the class path, the argument files and the class archive
 * that all roles share.
 *
 * @param root the tree
 * @param mainClass the node's program
 */
record JavaRuntime(Path root, String mainClass) {
  private static final String HOME = "/usr/lib/ijen/java";
  private static final String LIB = "/usr/lib/ijen/lib";
  private static final String ARCHIVE = "/usr/lib/ijen/node.jsa";
  private static final String LIST = "/usr/lib/ijen/classes";
  private static final List<String> MODULES =
      List.of(
          "java.base",
          "java.logging",
          "java.management",
          "java.naming",
          "java.net.http",
          "jdk.crypto.ec",
          "jdk.httpserver",
          "jdk.management",
          "jdk.net",
          "jdk.unsupported");

  /**
   * Object layout and collector are part of the archive: it is only used with the same ones.
   * Compact headers align every class to 1 KiB, which costs more here than short objects save.
   */
  private static final List<String> LAYOUT =
      List.of("-XX:+UseSerialGC", "-XX:-UseCompactObjectHeaders", "-XX:TieredStopAtLevel=1");

  private static final List<String> ACCESS =
      List.of(
          "-XX:-UsePerfData",
          "-Djava.library.path=/usr/lib/ijen/native",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  /** Small footprint: docs/performance.md has the figures behind each. */
  private static final List<String> FOOTPRINT =
      List.of(
          "-Xms8m",
          "-XX:MinHeapFreeRatio=5",
          "-XX:MaxHeapFreeRatio=15",
          "-Xss256k",
          "-XX:ReservedCodeCacheSize=16m",
          "-XX:TrimNativeHeapInterval=5000",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:ArchiveRelocationMode=0",
          "-XX:SharedArchiveFile=" + ARCHIVE,
          "-Dio.netty.allocator.numDirectArenas=1",
          "-Dio.netty.allocator.numHeapArenas=0",
          "-Dio.netty.allocator.maxOrder=4");

  /**
   * The dump's own heap, whose size, position and collections show in the bytes of the archive. The
   * JVM would derive them from the memory of the build host; with these, no collection runs before
   * the one that precedes every dump.
   */
  private static final List<String> DUMP_HEAP =
      List.of("-Xms384m", "-Xmx384m", "-Xmn256m", "-XX:MetaspaceSize=256m");

  private static final Map<String, List<String>> ROLES =
      Map.of("machined", List.of("-Xmx96m", "-Xmn4m"), "apid", List.of("-Xmx48m", "-Xmn2m"));

  /**
   * Links the runtime image and lays out jars and argument files. Native debug symbols are left
   * out: Debian's JDK has 250 MB of them.
   */
  void install(Path javaHome, List<Path> jars) throws IOException, InterruptedException {
    Path java = root.resolve("usr/lib/ijen/java");
    Files.createDirectories(java.getParent());
    Command.run(
        javaHome.resolve("bin/jlink"),
        "--module-path",
        javaHome.resolve("jmods"),
        "--add-modules",
        String.join(",", MODULES),
        "--no-header-files",
        "--no-man-pages",
        "--strip-native-debug-symbols=exclude-debuginfo-files",
        "--output",
        java);
    try (Stream<Path> programs = Files.list(java.resolve("bin"))) {
      for (Path program : programs.filter(path -> !path.endsWith("java")).toList()) {
        Files.delete(program);
      }
    }
    SecurityProviders.restrict(java.resolve("conf/security/java.security"));
    Path lib = Files.createDirectories(inTree(LIB));
    Path natives = Files.createDirectories(root.resolve("usr/lib/ijen/native"));
    for (Path jar : jars) {
      Jars.repack(jar, lib.resolve(jar.getFileName().toString()), natives);
    }
    for (var role : ROLES.entrySet()) {
      FileTree.write(
          root.resolve("usr/lib/ijen/" + role.getKey() + ".args"),
          String.join("\n", arguments(role.getKey(), role.getValue())) + "\n");
    }
  }

  private List<String> arguments(String role, List<String> heap) throws IOException {
    var arguments = new ArrayList<String>();
    arguments.addAll(LAYOUT);
    arguments.addAll(heap);
    arguments.addAll(FOOTPRINT);
    arguments.addAll(ACCESS);
    arguments.addAll(List.of("-cp", classPath(), mainClass, role));
    return arguments;
  }

  private String classPath() throws IOException {
    return FileTree.list(inTree(LIB)).stream()
        .map(jar -> LIB + "/" + jar)
        .collect(Collectors.joining(":"));
  }

  /**
   * Archives classes, inside the finished tree: the JVM compares paths, sizes and times of
   * everything that it has archived. The archive does not depend on the processor and memory of the
   * build host: it holds no machine code, and the dump has a heap of its own size. It is
   * interpreted, because a compiler thread makes symbols whenever it gets to run, and their order
   * is in the archive.
   *
   * @param classes a normalized {@link ClassList}; classes that no jar holds any more are left out
   */
  void archive(List<String> classes, ClassArchives archives)
      throws IOException, InterruptedException {
    var arguments = new ArrayList<>(DUMP_HEAP);
    arguments.add("-XX:SharedClassListFile=" + LIST);
    arguments.add("-XX:SharedArchiveFile=" + ARCHIVE);
    arguments.add("-Xint");
    var command = command("-Xshare:dump", arguments);
    String inputs =
        new ContentHash()
            .add("command", String.join(" ", command))
            .add("classes", String.join("\n", classes))
            .addFiles(inTree(HOME))
            .addFiles(inTree(LIB))
            .finish();
    Files.copy(archives.of(inputs, file -> dump(classes, command, file)), inTree(ARCHIVE));
  }

  private void dump(List<String> classes, List<String> command, Path file)
      throws IOException, InterruptedException {
    Files.write(inTree(LIST), classes);
    Chroot.run(root, command);
    Files.move(inTree(ARCHIVE), file);
    Files.delete(inTree(LIST));
  }

  /** Runs the program once over all roles, inside the finished tree, and lists what it loaded. */
  List<String> observe() throws IOException, InterruptedException {
    Path observed = root.resolve("usr/lib/ijen/observed");
    java("-XX:DumpLoadedClassList=/usr/lib/ijen/observed", List.of(mainClass, "train"));
    List<String> classes = ClassList.normalize(Files.readAllLines(observed));
    Files.delete(observed);
    return classes;
  }

  private void java(String mode, List<String> arguments) throws IOException, InterruptedException {
    Chroot.run(root, command(mode, arguments));
  }

  private List<String> command(String mode, List<String> arguments) throws IOException {
    var command = new ArrayList<String>();
    command.addAll(List.of(HOME + "/bin/java", mode));
    command.addAll(LAYOUT);
    command.addAll(ACCESS);
    command.addAll(List.of("-cp", classPath()));
    command.addAll(arguments);
    return command;
  }

  private Path inTree(String path) {
    return root.resolve(path.substring(1));
  }
}
