package dev.ijen.machined.slot;

import dev.ijen.slots.Entry;
import dev.ijen.slots.EntryName;
import dev.ijen.slots.FileNames;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of boot entries on a mounted EFI partition.
 *
 * @param folder {@code EFI/Linux} below the mount
 */
public record EspFolder(Path folder) {

  /** The names of all files, in order. */
  public List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** All boot entries of ours, in the order of their names. */
  public List<Entry> entries() throws IOException {
    var entries = new ArrayList<Entry>();
    for (String file : names()) {
      Optional<EntryName> name = EntryName.parse(file);
      if (name.isPresent()) {
        entries.add(new Entry(name.get(), file, Files.size(path(file))));
      }
    }
    return List.copyOf(entries);
  }

  /** The place of a file. */
  public Path path(String file) {
    return folder.resolve(file);
  }

  /** Whether there is such a file. */
  public boolean has(String file) {
    return Files.exists(path(file));
  }

  /** Removes a file, if it is there. */
  public void delete(String file) throws IOException {
    Files.deleteIfExists(path(file));
  }

  /**
   * Gives a file another name. It must be flushed after this, and then the folder: on vfat the new
   * name has no content until then.
   *
   * @throws IOException when the new name is taken
   */
  public void rename(String from, String to) throws IOException {
    if (has(to)) {
      throw new IOException("rename %s to %s: it exists".formatted(from, to));
    }
    Files.move(path(from), path(to), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Copies a file to a new one, which takes the place of what is there. */
  public void copy(String from, String to) throws IOException {
    Files.copy(path(from), path(to), StandardCopyOption.REPLACE_EXISTING);
  }

  /** Flushes content and size of a file. */
  public void sync(String file) throws IOException {
    try (var channel = FileChannel.open(path(file), StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Flushes the folder. */
  public void sync() throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /**
   * Removes what a power cut left half-written.
   *
   * @return the names of the files
   */
  public List<String> removeTemporary() throws IOException {
    List<String> removed = names().stream().filter(FileNames::isTemporary).toList();
    for (String file : removed) {
      delete(file);
    }
    if (!removed.isEmpty()) {
      sync();
    }
    return removed;
  }
}
