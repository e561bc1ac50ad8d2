package dev.ijen.image.debian;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.image.Command;
import dev.ijen.image.ContentHash;
import dev.ijen.image.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real apt with an archive of one package in a folder. */
@Tag("real")
class PackageStoreTest {
  private static final String GONE = "0".repeat(64);

  @TempDir Path folder;

  private final List<String> warnings = new ArrayList<>();
  private LockedPackage offered = locked("2.0-1", GONE);
  private PackageStore store = new PackageStore(Path.of("unused"), _ -> {});

  @BeforeEach
  void archiveOfOnePackage() throws Exception {
    Path archive = Files.createDirectory(folder.resolve("archive"));
    offered = locked("2.0-1", publish(archive, "2.0-1"));
    var apt =
        new Apt(folder.resolve("apt"), () -> "deb [trusted=yes] file://%s ./\n".formatted(archive));
    store = new PackageStore(folder.resolve("store"), apt, new Warnings());
  }

  @Test
  void anOfferedVersionIsTakenWithoutAWord() throws Exception {
    assertThat(store.fetch(Map.of("tool", offered))).containsExactly(Map.entry("tool", offered));
    assertThat(store.file(offered)).exists();
    assertThat(warnings).isEmpty();
  }

  @Test
  void aVersionThatLeftTheArchiveGivesWayToTheNewestAndIsReported() throws Exception {
    var locked = Map.of("tool", locked("1.0-1", GONE));
    var used = store.fetch(locked);
    assertThat(used).containsExactly(Map.entry("tool", offered));
    assertThat(store.file(offered)).exists();
    assertThat(warnings)
        .containsExactly("Debian no longer has tool 1.0-1, using tool 2.0-1. Refresh debian.lock");
    assertThat(PackageLists.report(used, locked)).isEqualTo("tool 2.0-1 all instead of 1.0-1\n");
  }

  @Test
  void otherBytesUnderTheLockedVersionAreNotTheLockedPackage() throws Exception {
    assertThat(store.fetch(Map.of("tool", locked("2.0-1", GONE))))
        .containsExactly(Map.entry("tool", offered));
    assertThat(warnings).hasSize(1);
  }

  private static LockedPackage locked(String version, String sha256) {
    return new LockedPackage("tool", "tool", version, "all", sha256, "./tool.deb");
  }

  /** Puts a package into the archive, and its index; gives its SHA-256. */
  private static String publish(Path archive, String version)
      throws IOException, InterruptedException {
    String control =
        """
        Package: tool
        Version: %s
        Architecture: all
        Maintainer: Nobody <nobody@example.com>
        Description: test
        """
            .formatted(version);
    Path content = Files.createDirectories(archive.resolve("content/DEBIAN"));
    Files.writeString(content.resolve("control"), control);
    Path deb = archive.resolve("tool.deb");
    Command.run("dpkg-deb", "--root-owner-group", "--build", content.getParent(), deb);
    String sha256 = ContentHash.ofFile(deb);
    Files.writeString(
        archive.resolve("Packages"),
        control
            + "Filename: ./tool.deb\nSize: %d\nSHA256: %s\n".formatted(Files.size(deb), sha256));
    return sha256;
  }

  /** Keeps warnings alone. */
  private final class Warnings implements Progress {
    @Override
    public void say(String line) {}

    @Override
    public void warn(String line) {
      warnings.add(line);
    }
  }
}
