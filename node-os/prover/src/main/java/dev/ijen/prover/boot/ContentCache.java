package dev.ijen.prover.boot;

import dev.ijen.prover.disk.Sectors;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was read from sectors, by their numbers and versions: equal keys mean equal bytes. */
final class ContentCache<V> {
  private static final int MOST = 128;

  private final Map<Key, V> values = new LinkedHashMap<>(MOST, 0.75f, true);

  /** Makes a value of the bytes. */
  @FunctionalInterface
  interface Read<V> {
    V read() throws IOException;
  }

  V get(Sectors disk, long[] sectors, long bytes, Read<V> read) throws IOException {
    long[] content = new long[sectors.length + 1];
    for (int i = 0; i < sectors.length; i++) {
      content[i] = sectors[i] << 32 | disk.version(sectors[i]);
    }
    content[sectors.length] = bytes;
    var key = new Key(content);
    V value = values.get(key);
    if (value == null) {
      value = read.read();
      if (values.size() == MOST) {
        values.remove(values.keySet().iterator().next());
      }
      values.put(key, value);
    }
    return value;
  }

  /** By value; the array is never changed. */
  private static final class Key {
    private final long[] content;
    private final int hash;

    Key(long[] content) {
      this.content = content;
      this.hash = Arrays.hashCode(content);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && Arrays.equals(content, key.content);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
