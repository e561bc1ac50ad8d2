package dev.ijen.lab.network;

import dev.ijen.image.parts.CacheLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Which instance of this user has which slot: one file per slot with the instance's folder. */
final class Slots {
  private final Path folder;

  Slots(Path stateHome) {
    this.folder = stateHome.resolve("slots");
  }

  /**
   * Gives the instance's slot, or a free one, which is then taken.
   *
   * @param usable whether the host does not use the slot's addresses for something else
   */
  int claim(Path instance, IntPredicate usable) throws IOException {
    try (CacheLock _ = CacheLock.of(folder)) {
      Files.createDirectories(folder);
      Optional<Integer> owned = find(instance);
      if (owned.isPresent()) {
        return owned.get();
      }
      for (int slot = 0; slot < Subnet.SLOTS; slot++) {
        if (isFree(slot) && usable.test(slot)) {
          Files.writeString(file(slot), instance + "\n");
          return slot;
        }
      }
      throw new IOException("no free slot in " + folder + ": run `./ijen down` in old checkouts");
    }
  }

  /** The slot that an instance has. */
  Optional<Integer> find(Path instance) throws IOException {
    for (int slot = 0; slot < Subnet.SLOTS; slot++) {
      if (owner(slot).filter(instance::equals).isPresent()) {
        return Optional.of(slot);
      }
    }
    return Optional.empty();
  }

  /** Gives the instance's slot back. */
  void release(Path instance) throws IOException {
    try (CacheLock _ = CacheLock.of(folder)) {
      Optional<Integer> owned = find(instance);
      if (owned.isPresent()) {
        Files.delete(file(owned.get()));
      }
    }
  }

  /** A slot whose owner's folder was removed by hand is free again. */
  private boolean isFree(int slot) throws IOException {
    return owner(slot).filter(Files::isDirectory).isEmpty();
  }

  private Optional<Path> owner(int slot) throws IOException {
    return Files.exists(file(slot))
        ? Optional.of(Path.of(Files.readString(file(slot)).strip()))
        : Optional.empty();
  }

  private Path file(int slot) {
    return folder.resolve(Integer.toString(slot));
  }
}
