package dev.ijen.image.parts;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The file {@code versions.properties} of {@code node-os/parts}: the one place where versions of
 * upstreams stand.
 *
 * @param all by the name of the part, which is that of its folder
 */
public record PartVersions(SortedMap<String, PartVersion> all) {
  private static final String FILE = "versions.properties";

  public PartVersions {
    all = Collections.unmodifiableSortedMap(new TreeMap<>(all));
  }

  /**
   * Reads the file.
   *
   * @param parts the folder {@code node-os/parts} of a checkout
   */
  public static PartVersions load(Path parts) throws IOException {
    var properties = new Properties();
    try (Reader reader = Files.newBufferedReader(parts.resolve(FILE))) {
      properties.load(reader);
    }
    var all = new TreeMap<String, PartVersion>();
    for (Map.Entry<Object, Object> line : properties.entrySet()) {
      all.put(line.getKey().toString(), new PartVersion(line.getValue().toString().strip()));
    }
    return new PartVersions(all);
  }

  /**
   * The version of a part.
   *
   * @throws IOException when the file does not name it
   */
  public PartVersion of(String part) throws IOException {
    PartVersion version = all.get(part);
    if (version == null) {
      throw new IOException(FILE + " has no version of " + part);
    }
    return version;
  }
}
