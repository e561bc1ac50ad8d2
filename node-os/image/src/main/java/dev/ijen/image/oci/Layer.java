package dev.ijen.image.oci;

import dev.ijen.release.Ustar;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One layer of a container image: files by their paths, which do not begin with a slash. Folders
 * above a file come by themselves. Equal files give equal bytes.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/layer.md">OCI image
 *     layer</a>
 */
final class Layer {
  private static final int FOLDER_MODE = 0755;
  private static final int TEXT_MODE = 0644;
  private static final int PROGRAM_MODE = 0755;

  private final SortedMap<String, Entry> entries = new TreeMap<>();

  private sealed interface Entry {
    record Folder(int mode) implements Entry {}

    record Text(String content) implements Entry {}

    record Copy(Path source, int mode) implements Entry {}

    record Link(String target) implements Entry {}
  }

  /** Adds a folder with a mode of its own. */
  Layer folder(String path, int mode) {
    return add(path, new Entry.Folder(mode));
  }

  /** Adds a text file of mode 0644. */
  Layer text(String path, String content) {
    return add(path, new Entry.Text(content));
  }

  /** Adds a program as mode 0755. */
  Layer program(String path, Path source) {
    return add(path, new Entry.Copy(source, PROGRAM_MODE));
  }

  /** Adds a symbolic link. */
  Layer link(String path, String target) {
    return add(path, new Entry.Link(target));
  }

  /** Adds a file or a symbolic link as it is in another tree, executable or not. */
  Layer copy(String path, Path source) throws IOException {
    if (Files.isSymbolicLink(source)) {
      return link(path, Files.readSymbolicLink(source).toString());
    }
    if (!Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("layer entry " + path + ": " + source + " is no file");
    }
    return add(path, new Entry.Copy(source, Files.isExecutable(source) ? PROGRAM_MODE : TEXT_MODE));
  }

  /** Writes the layer as a tar archive. */
  void write(OutputStream out) throws IOException {
    try (var tar = new Ustar(out)) {
      for (Map.Entry<String, Entry> entry : entries.entrySet()) {
        String path = entry.getKey();
        switch (entry.getValue()) {
          case Entry.Folder(int mode) -> tar.folder(path, mode);
          case Entry.Text(String content) ->
              tar.file(path, TEXT_MODE, content.getBytes(StandardCharsets.UTF_8));
          case Entry.Copy(Path source, int mode) -> tar.file(path, mode, source);
          case Entry.Link(String target) -> tar.link(path, target);
        }
      }
    }
  }

  private Layer add(String path, Entry entry) {
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      entries.putIfAbsent(path.substring(0, slash), new Entry.Folder(FOLDER_MODE));
    }
    entries.put(path, entry);
    return this;
  }
}
