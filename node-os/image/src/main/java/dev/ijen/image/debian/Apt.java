package dev.ijen.image.debian;

import dev.ijen.image.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The guest's Debian suite through the host's apt, with lists and state of its own: the host's
 * packages are not touched. The mirrors are the host's own, the signatures are checked by apt.
 */
final class Apt {
  /** The one suite that the whole guest comes from. */
  static final String SUITE = "trixie";

  private static final String KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg";
  private static final Pattern KERNEL = Pattern.compile("linux-image-[0-9][^ ,]*");

  private final Path folder;
  private final Sources sources;
  private final List<String> options;

  /** Gives the text of a sources.list(5). */
  @FunctionalInterface
  interface Sources {
    String text() throws IOException, InterruptedException;
  }

  /** Keeps its lists of the host's mirrors in the folder. */
  static Apt ofHost(Path folder) {
    return new Apt(folder, Apt::mirrors);
  }

  /** Keeps its lists of these sources in the folder. */
  Apt(Path folder, Sources sources) {
    this.folder = folder;
    this.sources = sources;
    this.options =
        List.of(
            "-q",
            "-o",
            "Dir::Etc::sourcelist=" + folder.resolve("sources.list"),
            "-o",
            "Dir::Etc::sourceparts=-",
            "-o",
            "Dir::State::lists=" + folder.resolve("lists"),
            "-o",
            "Dir::State::status=" + folder.resolve("status"),
            "-o",
            "Dir::Cache=" + folder.resolve("cache"),
            "-o",
            "Dir::Cache::pkgcache=pkgcache.bin",
            "-o",
            "Dir::Cache::srcpkgcache=srcpkgcache.bin",
            "-o",
            "APT::Architecture=amd64",
            "-o",
            "APT::Sandbox::User=root",
            "-o",
            "Acquire::Languages=none");
  }

  /** Fetches the suite's package lists. */
  void update() throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("lists/partial"));
    Files.createDirectories(folder.resolve("cache/archives/partial"));
    Files.writeString(folder.resolve("status"), "");
    Files.writeString(folder.resolve("sources.list"), sources.text());
    run("apt-get", "update");
  }

  private static String mirrors() throws IOException, InterruptedException {
    String codename = hostCodename();
    String targets =
        Command.run(
            "apt-get",
            "indextargets",
            "--format",
            "$(REPO_URI) $(RELEASE) $(COMPONENT)",
            "Created-By: Packages");
    String mirrors = guestSources(targets, codename);
    if (mirrors.isEmpty()) {
      throw new IOException("apt of this host names no mirror of Debian " + codename + " main");
    }
    return mirrors;
  }

  private static String hostCodename() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/etc/os-release"))) {
      return lines
          .filter(line -> line.startsWith("VERSION_CODENAME="))
          .map(line -> line.substring(line.indexOf('=') + 1))
          .findFirst()
          .orElseThrow(() -> new IOException("/etc/os-release: no VERSION_CODENAME"));
    }
  }

  /**
   * Turns the host's mirrors of its own suite, "URI release component" a line, into the guest's.
   */
  static String guestSources(String targets, String codename) {
    return targets
        .lines()
        .map(line -> line.split(" "))
        .filter(target -> target.length == 3 && target[2].equals("main"))
        .filter(target -> target[1].matches(Pattern.quote(codename) + "(-updates|-security)?"))
        .map(
            target ->
                "deb [signed-by=%s] %s %s main\n"
                    .formatted(KEYRING, target[0], SUITE + target[1].substring(codename.length())))
        .distinct()
        .collect(Collectors.joining());
  }

  /** The newest version that the suite offers of a wanted package. */
  LockedPackage newest(String wanted) throws IOException, InterruptedException {
    Map<String, String> record = show(wanted).orElseThrow(() -> unknown(wanted));
    var kernel = KERNEL.matcher(record.getOrDefault("Depends", ""));
    if (wanted.startsWith("linux-image-") && kernel.find()) {
      String name = kernel.group();
      record = show(name).orElseThrow(() -> unknown(name));
    }
    return locked(wanted, record);
  }

  private static IOException unknown(String name) {
    return new IOException("Debian " + SUITE + " has no package " + name);
  }

  /** Whether the archive still has exactly this version with exactly these bytes. */
  boolean offers(LockedPackage locked) throws IOException, InterruptedException {
    return show(locked.name() + "=" + locked.version())
        .map(record -> locked.sha256().equals(record.get("SHA256")))
        .orElse(false);
  }

  /** Downloads the package into the empty folder and returns the file. */
  Path download(LockedPackage locked, Path target) throws IOException, InterruptedException {
    var words = new ArrayList<>(List.of("env", "-C", target.toString(), "apt-get"));
    words.addAll(options);
    words.addAll(List.of("download", locked.name() + "=" + locked.version()));
    Command.run(Map.of(), words);
    try (Stream<Path> files = Files.list(target)) {
      return files
          .findFirst()
          .orElseThrow(() -> new IOException("apt-get download " + locked.name() + ": no file"));
    }
  }

  private Optional<Map<String, String>> show(String name) throws InterruptedException {
    try {
      return Optional.of(fields(run("apt-cache", "show", "--no-all-versions", name)));
    } catch (IOException e) {
      return Optional.empty(); // apt-cache says with its status that it knows no such package
    }
  }

  private static LockedPackage locked(String wanted, Map<String, String> record) {
    return new LockedPackage(
        wanted,
        record.getOrDefault("Package", ""),
        record.getOrDefault("Version", ""),
        record.getOrDefault("Architecture", ""),
        record.getOrDefault("SHA256", ""),
        record.getOrDefault("Filename", ""));
  }

  /** The one-line fields of the first stanza; deb822(5). */
  static Map<String, String> fields(String stanza) {
    var fields = new HashMap<String, String>();
    stanza
        .lines()
        .takeWhile(line -> !line.isEmpty())
        .filter(line -> line.matches("[A-Za-z0-9-]+: .*"))
        .forEach(
            line -> {
              int colon = line.indexOf(": ");
              fields.put(line.substring(0, colon), line.substring(colon + 2));
            });
    return fields;
  }

  private String run(String program, String... arguments) throws IOException, InterruptedException {
    var words = new ArrayList<String>();
    words.add(program);
    words.addAll(options);
    words.addAll(List.of(arguments));
    return Command.run(Map.of(), words);
  }
}
