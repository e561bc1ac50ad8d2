package dev.ijen.image.debian;

import dev.ijen.image.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The authorities that Debian trusts, in one text that Go programs and Java's clients read. */
public final class CaBundle {
  private CaBundle() {}

  /** All certificates of the unpacked package {@code ca-certificates}. */
  public static String text(Path unpacked) throws IOException {
    var bundle = new StringBuilder();
    for (Path file : FileTree.list(unpacked)) {
      if (file.toString().endsWith(".crt")) {
        bundle.append(Files.readString(unpacked.resolve(file.toString())).strip()).append('\n');
      }
    }
    return bundle.toString();
  }
}
