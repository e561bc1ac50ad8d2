package dev.ijen.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/** SHA-256 over named inputs; the names and lengths are part of it, so that nothing can shift. */
public final class ContentHash {
  private final MessageDigest digest = sha256();

  /** A fresh SHA-256, which every Java runtime has. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("SHA-256", e);
    }
  }

  /** SHA-256 of a file's bytes, in hex. */
  public static String ofFile(Path file) throws IOException {
    MessageDigest digest = sha256();
    try (var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest);
        InputStream in = Files.newInputStream(file)) {
      in.transferTo(out);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Adds a text under a name. */
  public ContentHash add(String name, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    digest.update((name + '\0' + bytes.length + '\0').getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
    return this;
  }

  /** Adds a file's content under its file name, or a folder's regular files under their paths. */
  public ContentHash addFiles(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return add(path.getFileName().toString(), ofFile(path));
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        add(path.relativize(file).toString(), ofFile(file));
      }
    }
    return this;
  }

  /** Adds the library that a class is from, all of it. */
  public ContentHash addLibraryOf(Class<?> type) throws IOException {
    try {
      return addFiles(Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()));
    } catch (URISyntaxException e) {
      throw new IOException("place of " + type, e);
    }
  }

  /** The hash in hex; the object is used up. */
  public String finish() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
