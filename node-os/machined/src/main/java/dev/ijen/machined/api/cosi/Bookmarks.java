package dev.ijen.machined.api.cosi;

import com.google.protobuf.ByteString;
import dev.ijen.runtime.state.Bookmark;
import java.nio.ByteBuffer;

/** Bookmarks as clients keep them: epoch and position, 8 bytes each, big endian. */
final class Bookmarks {
  private Bookmarks() {}

  static ByteString encode(Bookmark bookmark) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES);
    bytes.putLong(bookmark.epoch()).putLong(bookmark.position()).flip();
    return ByteString.copyFrom(bytes);
  }

  /**
   * The bookmark that {@link #encode} wrote.
   *
   * @throws IllegalArgumentException when these bytes are none
   */
  static Bookmark decode(ByteString bytes) {
    if (bytes.size() != 2 * Long.BYTES) {
      throw new IllegalArgumentException("a bookmark has 16 bytes, not " + bytes.size());
    }
    ByteBuffer buffer = bytes.asReadOnlyByteBuffer();
    return new Bookmark(buffer.getLong(), buffer.getLong());
  }
}
