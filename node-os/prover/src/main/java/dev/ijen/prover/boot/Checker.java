package dev.ijen.prover.boot;

import dev.ijen.prover.boot.BootFile.Loads;
import dev.ijen.prover.boot.Loader.Start;
import dev.ijen.prover.boot.Verdict.Bricked;
import dev.ijen.prover.disk.CrashState;
import dev.ijen.prover.disk.CrashedDisk;
import dev.ijen.prover.disk.Epoch;
import dev.ijen.prover.disk.History;
import dev.ijen.prover.disk.Sectors;
import dev.ijen.prover.disk.Survivors;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Says of a crashed disk what firmware, loader and kernel would make of it. Remembers what it has
 * read, so that a disk costs little more than what differs from those before.
 */
public final class Checker {
  private static final List<String> LOADER_FILES =
      List.of("EFI/systemd/systemd-bootx64.efi", "EFI/BOOT/BOOTX64.EFI", "loader/loader.conf");

  private final History history;
  private final Map<String, KnownImage> known;
  private final Gpt table;
  private final Map<String, String> loader = new HashMap<>(); // hash by path
  private final EntryFolder folder = new EntryFolder();
  private final SlotTrees trees;
  private final MetaCopies meta = new MetaCopies();
  private final Map<Integer, Set<Optional<String>>> metaOfEpoch = new HashMap<>();

  /**
   * A checker of the disks of a history.
   *
   * @param images all that may be started
   * @throws DamagedException when the disk is broken before the first write
   */
  public Checker(History history, List<KnownImage> images) throws IOException, DamagedException {
    this.history = history;
    this.known = images.stream().collect(Collectors.toMap(KnownImage::sha256, Function.identity()));
    this.trees = new SlotTrees(history);
    Sectors before = history.base();
    this.table = Gpt.read(before);
    Fat32 efi = Fat32.open(before, table.partition("EFI"));
    for (String path : LOADER_FILES) {
      loader.put(path, folder.hash(before, efi, path));
    }
  }

  /** The table of the disk before the first write. */
  public Gpt table() {
    return table;
  }

  /** Judges a disk. */
  public Judgement judge(CrashedDisk disk) throws IOException {
    try {
      Gpt gpt = Gpt.read(disk);
      Fat32 efi = Fat32.open(disk, gpt.partition("EFI"));
      for (Map.Entry<String, String> file : loader.entrySet()) {
        if (!folder.hash(disk, efi, file.getKey()).equals(file.getValue())) {
          throw new DamagedException(file.getKey() + " is not the loader's any more");
        }
      }
      List<LoaderEntry> entries = folder.entries(disk, efi);
      return new Judgement(
          Loader.boot(entries, image -> start(disk, gpt, image, true)),
          Loader.boot(entries, image -> start(disk, gpt, image, false)),
          meta(disk, gpt.partition("META")));
    } catch (DamagedException e) {
      var bricked = new Bricked(String.valueOf(e.getMessage()));
      return new Judgement(bricked, bricked, Optional.empty());
    }
  }

  private Start start(CrashedDisk disk, Gpt gpt, Loads image, boolean trialsWork)
      throws IOException {
    KnownImage build = known.get(image.sha256());
    if (build == null) {
      return new Start.Strays("starts bytes that nobody built");
    }
    boolean proved = disk.epoch().start() >= build.provedFrom();
    if (!proved && !trialsWork) {
      return new Start.Resets("the image fails");
    }
    try {
      String slot = word(image, "ijen.slot=");
      Partition partition = gpt.partition("BOOT-" + slot.toUpperCase(Locale.ROOT));
      int bad = trees.bad(disk, partition, word(image, "ijen.verity="));
      return bad == 0
          ? new Start.Runs(slot, build.version(), !proved)
          : new Start.Resets("%s has %d bad blocks".formatted(partition.name(), bad));
    } catch (DamagedException e) {
      return new Start.Resets(String.valueOf(e.getMessage()));
    }
  }

  private static String word(Loads image, String prefix) throws DamagedException {
    return Arrays.stream(image.commandLine().split(" ", -1))
        .filter(word -> word.startsWith(prefix))
        .map(word -> word.substring(prefix.length()))
        .findFirst()
        .orElseThrow(() -> new DamagedException("no " + prefix + " on the command line"));
  }

  /** META holds what was flushed last, or something newer. */
  private Optional<String> meta(CrashedDisk disk, Partition partition) throws IOException {
    Set<Optional<String>> allowed = metaOfEpoch.get(disk.epoch().number());
    if (allowed == null) {
      allowed = metaAt(disk.epoch(), partition);
      metaOfEpoch.put(disk.epoch().number(), allowed);
    }
    Optional<String> current = meta.current(disk, partition);
    return allowed.contains(current)
        ? Optional.empty()
        : Optional.of(current.isEmpty() ? "META has no whole copy" : "META is older than flushed");
  }

  private Set<Optional<String>> metaAt(Epoch epoch, Partition partition) throws IOException {
    var allowed = new HashSet<Optional<String>>();
    allowed.add(meta.current(new CrashedDisk(history, CrashState.durable(epoch)), partition));
    for (int i = 0; i < epoch.writes().size(); i++) {
      var entry = history.log().entries().get(epoch.writes().get(i));
      if (entry.touches(partition.first(), partition.count())) {
        var prefix = new CrashState(epoch.number(), new Survivors.First(i + 1));
        meta.current(new CrashedDisk(history, prefix), partition)
            .ifPresent(whole -> allowed.add(Optional.of(whole)));
      }
    }
    return allowed;
  }

  /**
   * Entries of the folder that name a slot which the epoch writes to, as they stand at its start: a
   * slot is written only when nothing can start it. Empty if all is well.
   */
  public List<String> writtenWhileNamed(Epoch epoch) throws IOException, DamagedException {
    var disk = new CrashedDisk(history, CrashState.durable(epoch));
    Set<String> written = new HashSet<>();
    for (String name : List.of("BOOT-A", "BOOT-B")) {
      Partition slot = table.partition(name);
      for (int write : epoch.writes()) {
        if (history.log().entries().get(write).touches(slot.first(), slot.count())) {
          written.add(name);
        }
      }
    }
    if (written.isEmpty()) {
      return List.of();
    }
    Fat32 efi = Fat32.open(disk, Gpt.read(disk).partition("EFI"));
    return folder.entries(disk, efi).stream()
        .filter(
            entry ->
                entry.content() instanceof Loads image
                    && written.stream().anyMatch(name -> names(image, name)))
        .map(entry -> entry.file() + " can start a slot that is written")
        .toList();
  }

  private static boolean names(Loads image, String partition) {
    try {
      return partition.equalsIgnoreCase("BOOT-" + word(image, "ijen.slot="));
    } catch (DamagedException e) {
      return false;
    }
  }
}
