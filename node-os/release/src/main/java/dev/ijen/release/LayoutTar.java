package dev.ijen.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * An OCI layout as one file, as {@code ctr image import} and {@code skopeo oci-archive:} take it:
 * sorted entries, no times, no owners.
 */
public final class LayoutTar {
  private static final int MODE = 0644;

  private LayoutTar() {}

  /** Writes all files of the layout. */
  public static void write(OciLayout layout, Path tar) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(layout.folder())) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    try (var archive = new Ustar(Files.newOutputStream(tar))) {
      for (Path file : files) {
        archive.file(layout.folder().relativize(file).toString(), MODE, file);
      }
    }
  }
}
