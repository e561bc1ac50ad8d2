package dev.ijen.image.root;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Re-packs jars for the node: stored, because the file system compresses; unsigned, because the JVM
 * leaves signed classes out of its archive, and dm-verity vouches for the bytes; sorted and with
 * one time, because two builds must be equal; without security providers, because the node's keys
 * and TLS are the JDK's.
 */
final class Jars {
  private static final Pattern SIGNATURE =
      Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)", Pattern.CASE_INSENSITIVE);

  /** Bouncy Castle as a provider: Netty and the JDK load all of it where it can be found. */
  private static final Pattern PROVIDER =
      Pattern.compile(
          "META-INF/services/java\\.security\\.Provider"
              + "|(META-INF/versions/\\d+/)?org/bouncycastle/.*/BouncyCastle(PQC)?Provider(\\$.*)?\\.class");

  private static final Pattern LIBRARY = Pattern.compile("META-INF/native/(lib[^/]+\\.so)");
  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private Jars() {}

  /**
   * Re-packs one jar.
   *
   * @param natives folder that the jar's native libraries move to: at run time there is no place to
   *     unpack them
   */
  static void repack(Path from, Path to, Path natives) throws IOException {
    try (var in = new ZipFile(from.toFile());
        var out = new ZipOutputStream(Files.newOutputStream(to))) {
      out.setMethod(ZipOutputStream.STORED);
      List<? extends ZipEntry> entries =
          in.stream()
              .filter(entry -> !entry.isDirectory())
              .filter(entry -> !SIGNATURE.matcher(entry.getName()).matches())
              .filter(entry -> !PROVIDER.matcher(entry.getName()).matches())
              .sorted(
                  Comparator.comparing((ZipEntry entry) -> !entry.getName().equals(MANIFEST))
                      .thenComparing(ZipEntry::getName))
              .toList();
      for (ZipEntry entry : entries) {
        byte[] content = in.getInputStream(entry).readAllBytes();
        Matcher library = LIBRARY.matcher(entry.getName());
        if (library.matches()) {
          Files.write(natives.resolve(library.group(1)), content);
        } else {
          store(out, entry.getName(), content);
        }
      }
    }
  }

  private static void store(ZipOutputStream out, String name, byte[] content) throws IOException {
    var crc = new CRC32();
    crc.update(content);
    var entry = new ZipEntry(name);
    entry.setSize(content.length);
    entry.setCompressedSize(content.length);
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(TIME);
    out.putNextEntry(entry);
    out.write(content);
    out.closeEntry();
  }
}
