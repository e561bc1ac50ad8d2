package dev.ijen.slots;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A disk that power cuts happen to. What was not flushed may be there or not, in any combination; a
 * file whose own flush is missing may be empty or half.
 */
final class Model {
  /** What a file or a partition holds. */
  record Content(int image, boolean whole, long bytes) {
    static final Content EMPTY = new Content(0, false, 0);

    Content half() {
      return new Content(image, false, 1);
    }
  }

  /** What is on the disk, and what is noted of it. */
  record Disk(Map<String, Content> files, Map<Slot, Content> roots, Set<Slot> proved) {
    Disk {
      files = Map.copyOf(files);
      roots = Map.copyOf(roots);
      proved = Set.copyOf(proved);
    }

    List<Entry> entries() {
      return new TreeMap<>(files)
          .entrySet().stream()
              .flatMap(
                  file ->
                      EntryName.parse(file.getKey())
                          .map(name -> new Entry(name, file.getKey(), file.getValue().bytes()))
                          .stream())
              .toList();
    }

    /** Whether the entry brings its image up, as far as the disk is concerned. */
    Optional<Integer> image(Entry entry) {
      Content uki = files.getOrDefault(entry.file(), Content.EMPTY);
      Content root = roots.getOrDefault(entry.name().slot(), Content.EMPTY);
      return uki.whole() && root.whole() && uki.image() == root.image()
          ? Optional.of(uki.image())
          : Optional.empty();
    }

    Disk with(Map<String, Content> other) {
      return new Disk(other, roots, proved);
    }
  }

  /** A change of the folder that is not flushed. */
  private sealed interface Pending {
    record Put(String file) implements Pending {}

    record Move(String from, String to) implements Pending {}

    record Remove(String file) implements Pending {}
  }

  private Disk flushed;
  private final Map<String, Content> written = new HashMap<>();
  private final List<Pending> pending = new ArrayList<>();
  private final Set<String> unsafe = new HashSet<>();
  private final Set<String> renamed = new HashSet<>();
  private final int image;

  /** A disk at rest; {@code image} is what the steps write. */
  Model(Disk disk, int image) {
    this.flushed = disk;
    this.image = image;
    written.putAll(disk.files());
  }

  /** Everything that the disk may hold if the power goes now. */
  Set<Disk> crashes() {
    var disks = new HashSet<Disk>();
    for (int chosen = 0; chosen < 1 << pending.size(); chosen++) {
      Map<String, Content> files = new HashMap<>(flushed.files());
      for (int i = 0; i < pending.size(); i++) {
        if ((chosen & 1 << i) != 0) {
          apply(files, pending.get(i));
        }
      }
      disks.addAll(damaged(files));
    }
    return disks;
  }

  private Set<Disk> damaged(Map<String, Content> files) {
    var disks = new HashSet<Disk>(Set.of(flushed.with(files)));
    for (String file : unsafe) {
      for (Disk disk : Set.copyOf(disks)) {
        if (disk.files().containsKey(file)) {
          var empty = new HashMap<>(disk.files());
          empty.put(file, Content.EMPTY);
          disks.add(disk.with(empty));
          if (!renamed.contains(file)) {
            var half = new HashMap<>(disk.files());
            half.put(file, disk.files().get(file).half());
            disks.add(disk.with(half));
          }
        }
      }
    }
    return disks;
  }

  private void apply(Map<String, Content> files, Pending change) {
    switch (change) {
      case Pending.Put(String file) -> files.put(file, written.getOrDefault(file, Content.EMPTY));
      case Pending.Remove(String file) -> files.remove(file);
      case Pending.Move(String from, String to) -> {
        files.remove(from);
        files.put(to, written.getOrDefault(to, Content.EMPTY));
      }
    }
  }

  /** Does a step without flushing it. */
  void run(Step step) {
    switch (step) {
      case Step.Prove(Slot slot) -> note(slot, true);
      case Step.Forget(Slot slot) -> note(slot, false);
      case Step.Delete(String file) -> {
        written.remove(file);
        pending.add(new Pending.Remove(file));
      }
      case Step.WriteRoot(InactiveSlot slot) -> root(slot.slot(), new Content(image, false, 1));
      case Step.SyncRoot(InactiveSlot slot) -> root(slot.slot(), new Content(image, true, 1));
      case Step.WriteUki(String file) -> put(file, new Content(image, true, 1));
      case Step.Copy(String from, String to) -> put(to, content(from));
      case Step.SyncFile(String file) -> unsafe.remove(file);
      case Step.SyncFolder _ -> {
        flushed = flushed.with(written);
        pending.clear();
      }
      case Step.Rename(String from, String to) -> {
        if (written.containsKey(to)) {
          throw new AssertionError("rename to a name that is taken: " + to);
        }
        written.put(to, content(from));
        written.remove(from);
        unsafe.add(to);
        renamed.add(to);
        pending.add(new Pending.Move(from, to));
      }
      case Step.Verify _, Step.VerifyRoot _ -> {}
    }
  }

  private void note(Slot slot, boolean known) {
    var proved = new HashSet<>(flushed.proved());
    if (known) {
      proved.add(slot);
    } else {
      proved.remove(slot);
    }
    flushed = new Disk(flushed.files(), flushed.roots(), proved);
  }

  private Content content(String file) {
    Content content = written.get(file);
    if (content == null) {
      throw new AssertionError("no file " + file);
    }
    return content;
  }

  private void put(String file, Content content) {
    renamed.remove(file);
    written.put(file, content);
    unsafe.add(file);
    pending.add(new Pending.Put(file));
  }

  private void root(Slot slot, Content content) {
    var roots = new EnumMap<Slot, Content>(Slot.class);
    roots.putAll(flushed.roots());
    roots.put(slot, content);
    flushed = new Disk(flushed.files(), roots, flushed.proved());
  }
}
