package dev.ijen.machined.release;

import dev.ijen.linux.UncachedFile;
import dev.ijen.machined.registry.Repository;
import dev.ijen.machined.release.Progress.Step;
import dev.ijen.release.Blob;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;

/** Streams blobs of a repository to files and devices, and reads them back from the disk itself. */
record BlobCopy(Repository repository, Progress progress) {

  /** Writes a blob; it is not durable yet. */
  void write(Blob blob, Path target, Step step, OpenOption... options)
      throws IOException, InterruptedException {
    try (var channel = FileChannel.open(target, options)) {
      repository.fetch(
          blob,
          bytes -> {
            writeFully(channel, bytes);
            progress.at(step, channel.position(), blob.bytes(), "writing " + target);
          });
    }
  }

  /**
   * Reads a blob past the page cache.
   *
   * @throws IOException when it is not what was signed
   */
  void verify(Blob blob, Path target, Step step) throws IOException {
    progress.at(step, 0, blob.bytes(), "reading back " + target);
    String onDisk = UncachedFile.sha256(target, blob.bytes());
    if (!onDisk.equals(blob.digest().hex())) {
      throw new IOException(
          "%s holds %s after %s was written".formatted(target, onDisk, blob.digest().hex()));
    }
    progress.at(step, blob.bytes(), blob.bytes(), target + " is what was signed");
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
