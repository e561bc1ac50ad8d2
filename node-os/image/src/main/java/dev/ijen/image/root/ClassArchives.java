package dev.ijen.image.root;

import dev.ijen.image.FileDifference;
import dev.ijen.image.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Class archives, kept by the hash of what they are made from.
 *
 * <p>The JVM is not made to write the same bytes each time, and now and then it does not (ADR 7). A
 * dump is taken when a second one agrees with it, and then kept, as the programs built from other
 * languages are.
 *
 * @param folder where they are kept; made when it is missing
 * @param progress hears of dumps that disagree
 */
record ClassArchives(Path folder, Progress progress) {
  private static final int MOST_DUMPS = 5;

  /** Writes an archive. */
  @FunctionalInterface
  interface Dump {
    /**
     * Writes the archive to a new file.
     *
     * @throws IOException if the JVM fails
     */
    void to(Path file) throws IOException, InterruptedException;
  }

  /**
   * The archive of these inputs.
   *
   * @param inputs the hash of all that the bytes depend on
   * @throws IOException if the dump fails, or no two of five agree
   */
  Path of(String inputs, Dump dump) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path kept = folder.resolve(inputs + ".jsa");
    if (!Files.exists(kept)) {
      Path scratch = Files.createTempDirectory(folder, "dumps");
      var dumps = new ArrayList<Path>();
      try {
        Files.move(agreed(dump, scratch, dumps), kept, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        for (Path each : dumps) {
          Files.deleteIfExists(each);
        }
        Files.delete(scratch);
      }
    }
    return kept;
  }

  private Path agreed(Dump dump, Path scratch, List<Path> dumps)
      throws IOException, InterruptedException {
    String difference = "";
    while (dumps.size() < MOST_DUMPS) {
      Path latest = scratch.resolve("dump" + dumps.size());
      dump.to(latest);
      for (Path earlier : dumps) {
        difference = FileDifference.describe(earlier, latest);
        if (difference.isEmpty()) {
          dumps.add(latest);
          return earlier;
        }
        progress.warn("two dumps of the class archive differ: " + difference);
      }
      dumps.add(latest);
    }
    throw new IOException(
        "no two of %d dumps of the class archive agree; the last two: %s"
            .formatted(MOST_DUMPS, difference));
  }
}
