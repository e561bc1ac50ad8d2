package dev.ijen.image.root;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarsTest {
  @TempDir Path folder;

  @Test
  void repackedJarIsStoredSortedAndUnsigned() throws Exception {
    Path to = folder.resolve("to.jar");
    Jars.repack(
        jar(
            "from.jar",
            1000,
            "b/B.class",
            "META-INF/X.SF",
            "META-INF/X.RSA",
            "META-INF/MANIFEST.MF",
            "a"),
        to,
        folder);
    try (var file = new ZipFile(to.toFile())) {
      assertThat(file.stream().map(ZipEntry::getName))
          .containsExactly("META-INF/MANIFEST.MF", "a", "b/B.class");
      assertThat(file.stream().map(ZipEntry::getMethod)).containsOnly(ZipEntry.STORED);
      assertThat(file.getInputStream(file.getEntry("b/B.class")).readAllBytes())
          .isEqualTo("b/B.class".getBytes(UTF_8));
    }
  }

  @Test
  void nativeLibrariesMoveOut() throws Exception {
    Path to = folder.resolve("to.jar");
    Jars.repack(jar("from.jar", 1000, "META-INF/native/libx_y.so", "a"), to, folder);
    assertThat(folder.resolve("libx_y.so")).hasContent("META-INF/native/libx_y.so");
    try (var file = new ZipFile(to.toFile())) {
      assertThat(file.stream().map(ZipEntry::getName)).containsExactly("a");
    }
  }

  @Test
  void orderAndTimeOfTheOriginalDoNotMatter() throws Exception {
    Jars.repack(jar("1.jar", 1_000_000_000_000L, "a", "b"), folder.resolve("one"), folder);
    Jars.repack(jar("2.jar", 1_700_000_000_000L, "b", "a"), folder.resolve("two"), folder);
    assertThat(folder.resolve("one")).hasSameBinaryContentAs(folder.resolve("two"));
  }

  private Path jar(String name, long time, String... entries) throws Exception {
    Path jar = folder.resolve(name);
    try (var out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String entry : entries) {
        var zip = new ZipEntry(entry);
        zip.setTime(time);
        out.putNextEntry(zip);
        out.write(entry.getBytes(UTF_8));
      }
    }
    return jar;
  }
}
