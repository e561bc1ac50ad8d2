package dev.ijen.machined.meta;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Where META is: a partition, or a file in a container. */
public interface MetaPlace {

  /** Reads a copy, 0 or 1; empty when there is nothing. */
  Optional<byte[]> read(int copy) throws IOException;

  /** Writes a copy, 0 or 1; it is on the disk when this returns. */
  void write(int copy, byte[] bytes) throws IOException;

  /** A partition that is there, or a file that need not be there yet. */
  static MetaPlace at(Path path) {
    return new MetaPlace() {
      @Override
      public Optional<byte[]> read(int copy) throws IOException {
        if (!Files.exists(path)) {
          return Optional.empty();
        }
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
          var bytes = ByteBuffer.allocate(MetaCopy.BYTES);
          long start = (long) copy * MetaCopy.BYTES;
          while (bytes.hasRemaining()) {
            if (channel.read(bytes, start + bytes.position()) < 0) {
              return Optional.empty();
            }
          }
          return Optional.of(bytes.array());
        }
      }

      @Override
      public void write(int copy, byte[] bytes) throws IOException {
        try (var channel =
            FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
          var buffer = ByteBuffer.wrap(bytes);
          long start = (long) copy * MetaCopy.BYTES;
          while (buffer.hasRemaining()) {
            channel.write(buffer, start + buffer.position());
          }
          channel.force(true);
        }
      }
    };
  }
}
