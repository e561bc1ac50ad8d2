package dev.ijen.machined.release;

import dev.ijen.machined.block.SystemDisk;
import dev.ijen.machined.meta.Meta;
import dev.ijen.machined.platform.KernelCommandLine;
import dev.ijen.machined.platform.NodePaths;
import dev.ijen.machined.platform.Release;
import dev.ijen.machined.slot.Esp;
import dev.ijen.machined.slot.EspFolder;
import dev.ijen.machined.slot.SlotNotes;
import dev.ijen.release.ReleaseVersion;
import dev.ijen.release.SlotFacts;
import dev.ijen.slots.ActiveSlot;
import dev.ijen.slots.Entries;
import dev.ijen.slots.Entry;
import dev.ijen.slots.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The slots of this node and what belongs to them.
 *
 * @param active empty where there are no slots, as in a container
 */
public record NodeSlots(
    Optional<ActiveSlot> active,
    NodePaths paths,
    KernelCommandLine commandLine,
    Release release,
    SystemDisk disk,
    Esp esp,
    SlotNotes notes,
    Meta meta) {
  private static final String RELEASE = "/usr/lib/ijen/release/";

  /** The slots that the kernel's command line tells of. */
  public static NodeSlots of(
      NodePaths paths,
      KernelCommandLine commandLine,
      Release release,
      SystemDisk disk,
      Esp esp,
      SlotNotes notes,
      Meta meta) {
    Optional<ActiveSlot> active =
        commandLine.value("ijen.slot").flatMap(Slot::ofLetter).map(ActiveSlot::new);
    return new NodeSlots(active, paths, commandLine, release, disk, esp, notes, meta);
  }

  /** Where the public keys are whose releases this node takes. */
  Path trust() {
    return paths.at("/usr/lib/ijen/trust");
  }

  /** The device below the root. */
  RunningRoot runningRoot() {
    return new RunningRoot(paths.at("/proc"), paths.at("/sys"));
  }

  /** The entries of a mounted EFI partition, with what is known of the slots. */
  Entries entries(EspFolder folder) throws IOException {
    return new Entries(folder.entries(), notes.proved());
  }

  /** What the judgement of a release goes by. */
  SlotFacts facts(ActiveSlot running) throws IOException, InterruptedException {
    Slot target = running.inactive().slot();
    return new SlotFacts(
        ReleaseVersion.parse(release.tag()),
        target.letter(),
        lines("kernel-arguments").stream().filter(commandLine.words()::contains).toList(),
        lines("extensions"),
        disk.partition(target.partition()).sizeBytes(),
        esp.look(folder -> room(folder, running)),
        disk.find().sizeBytes(),
        !notes.proved().contains(running.slot()));
  }

  /** What goes before the new UKI is written is room; a copy of the running one may be needed. */
  private static long room(EspFolder folder, ActiveSlot running) throws IOException {
    long room = Files.getFileStore(folder.folder()).getUsableSpace();
    for (Entry entry : folder.entries()) {
      room += entry.name().slot() == running.slot() ? -entry.bytes() : entry.bytes();
    }
    String staged = running.inactive().staged();
    return folder.has(staged) ? room + Files.size(folder.path(staged)) : room;
  }

  private List<String> lines(String file) throws IOException {
    Path path = paths.at(RELEASE + file);
    return Files.exists(path)
        ? Files.readAllLines(path).stream().filter(line -> !line.isBlank()).toList()
        : List.of();
  }
}
