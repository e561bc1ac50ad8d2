package dev.ijen.image.parts;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * One program of a part.
 *
 * @param name what its file is called
 * @param made what {@code go build} calls it
 * @param source its package, an import path
 * @param hash of all that it is built from and by; equal hashes mean equal bytes
 */
record GoProgram(String name, String made, String source, String hash) {
  private static final Pattern MAJOR = Pattern.compile("v[0-9]+");

  /** Where the cache has the program, in a folder of its own. */
  Path in(Path cache) {
    return folder(cache).resolve(name);
  }

  /** The entry of the cache, there only when it is complete. */
  Path folder(Path cache) {
    return cache.resolve("parts/" + name + "-" + hash);
  }

  /** The name that Go gives a program: the last element of its path that is no major version. */
  static String nameOf(String source) {
    String[] elements = source.split("/", -1);
    String last = elements[elements.length - 1];
    boolean major = elements.length > 1 && MAJOR.matcher(last).matches();
    return major ? elements[elements.length - 2] : last;
  }
}
