package dev.ijen.image.debian;

import dev.ijen.image.Command;
import dev.ijen.image.ContentHash;
import dev.ijen.image.FileTree;
import dev.ijen.image.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** The cache of downloaded packages, each file named by its SHA-256. */
public final class PackageStore {
  private final Path folder;
  private final Apt apt;
  private final Progress progress;
  private boolean updated;

  /** Keeps packages in the folder. */
  public PackageStore(Path folder, Progress progress) {
    this(folder, Apt.ofHost(folder.resolve("apt")), progress);
  }

  PackageStore(Path folder, Apt apt, Progress progress) {
    this.folder = folder;
    this.apt = apt;
    this.progress = progress;
  }

  /** What the suite offers today for every wanted package: the content of a new lock file. */
  public SequencedMap<String, LockedPackage> resolve(Iterable<String> wanted)
      throws IOException, InterruptedException {
    update();
    var packages = new LinkedHashMap<String, LockedPackage>();
    for (String name : wanted) {
      packages.put(name, apt.newest(name));
    }
    return packages;
  }

  /**
   * Sees to it that every package is in the cache. One that has left the archive is replaced by the
   * suite's newest, and the progress says so.
   *
   * @return the packages really used
   */
  public SequencedMap<String, LockedPackage> fetch(Map<String, LockedPackage> locked)
      throws IOException, InterruptedException {
    var used = new LinkedHashMap<String, LockedPackage>();
    for (LockedPackage one : locked.values()) {
      used.put(one.wanted(), fetch(one));
    }
    return used;
  }

  /** The cached file of a package that {@link #fetch(Map)} returned. */
  public Path file(LockedPackage one) {
    return folder.resolve(one.sha256() + ".deb");
  }

  /** Unpacks a cached package into the folder. */
  public void unpack(LockedPackage one, Path target) throws IOException, InterruptedException {
    Command.run("dpkg-deb", "-x", file(one), Files.createDirectories(target));
  }

  private LockedPackage fetch(LockedPackage locked) throws IOException, InterruptedException {
    if (Files.exists(file(locked))) {
      return locked;
    }
    update();
    LockedPackage chosen = locked;
    if (!apt.offers(locked)) {
      chosen = apt.newest(locked.wanted());
      progress.warn(
          "Debian no longer has %s %s, using %s %s. Refresh debian.lock"
              .formatted(locked.name(), locked.version(), chosen.name(), chosen.version()));
    }
    if (!Files.exists(file(chosen))) {
      download(chosen);
    }
    return chosen;
  }

  private void download(LockedPackage one) throws IOException, InterruptedException {
    progress.say("downloading " + one.name() + " " + one.version());
    Path temporary = Files.createTempDirectory(folder, "download");
    try {
      Path deb = apt.download(one, temporary);
      String sha256 = ContentHash.ofFile(deb);
      if (!sha256.equals(one.sha256())) {
        throw new IOException(
            "%s %s: SHA-256 is %s, not %s"
                .formatted(one.name(), one.version(), sha256, one.sha256()));
      }
      Files.move(deb, file(one), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      FileTree.delete(temporary);
    }
  }

  private void update() throws IOException, InterruptedException {
    if (!updated) {
      progress.say("fetching the package lists of Debian " + Apt.SUITE);
      Files.createDirectories(folder);
      apt.update();
      updated = true;
    }
  }
}
