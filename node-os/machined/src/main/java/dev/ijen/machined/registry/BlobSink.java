package dev.ijen.machined.registry;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where the bytes of a blob go as they come, in order and each once. */
@FunctionalInterface
public interface BlobSink {
  /** Takes the next bytes, all of them. */
  void write(ByteBuffer bytes) throws IOException;
}
