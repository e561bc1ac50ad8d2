package dev.ijen.slots;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.slots.Model.Content;
import dev.ijen.slots.Model.Disk;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Every sequence of transitions up to a length, a power cut in every step of them, and everything
 * that a power cut can leave: the loader always comes to an image that is known to boot, even if no
 * other one ever does.
 */
class NeverBrickedTest {
  private static final int DEPTH = 12;
  private static final int OLD = 1;

  /** A node that runs. */
  private record Node(Disk disk, Slot active) {}

  private interface Plan {
    List<Step> steps() throws TransitionRefusedException;
  }

  private final Set<Node> seen = new HashSet<>();
  private int cuts;

  @Test
  void someImageThatIsKnownToBootAlwaysBoots() {
    var shipped =
        new Disk(
            Map.of("ijen-000001-a.efi", new Content(OLD, true, 1)),
            Map.of(Slot.A, new Content(OLD, true, 1)),
            Set.of(Slot.A));
    Collection<Node> now = List.of(new Node(shipped, Slot.A));
    for (int depth = 0; depth < DEPTH; depth++) {
      var next = new ArrayList<Node>();
      now.stream().filter(seen::add).forEach(node -> next.addAll(successors(node)));
      now = next;
    }
    assertThat(seen.size()).isGreaterThan(5_000);
    assertThat(cuts).isGreaterThan(50_000);
  }

  private List<Node> successors(Node node) {
    var successors = new ArrayList<Node>();
    var active = new ActiveSlot(node.active());
    var entries = new Entries(node.disk().entries(), node.disk().proved());
    successors.addAll(after(node, 0, () -> Transitions.rearm(entries, active)));
    successors.addAll(after(node, 0, () -> Transitions.markBad(entries, active.slot())));
    int image = node.disk().roots().get(node.active()).image() + 1;
    successors.addAll(after(node, image, () -> Transitions.stage(entries, active)));
    if (node.disk().files().containsKey(active.inactive().staged())) {
      successors.addAll(after(node, 0, () -> Transitions.activate(entries, active)));
    }
    successors.addAll(after(node, 0, () -> Transitions.rollBack(entries, active)));
    return successors;
  }

  /** All nodes that may come of it: the transition is done, or a power cut comes at any time. */
  private List<Node> after(Node node, int image, Plan plan) {
    List<Step> steps;
    try {
      steps = plan.steps();
    } catch (TransitionRefusedException e) {
      return List.of();
    }
    var model = new Model(node.disk(), image);
    var disks = new HashSet<Disk>(Set.of(node.disk()));
    for (Step step : steps) {
      model.run(step);
      disks.addAll(model.crashes());
    }
    cuts += disks.size();
    Set<Disk> end = model.crashes();
    assertThat(end).as("the last step leaves nothing to a power cut: %s", steps).hasSize(1);
    var nodes = new ArrayList<Node>();
    nodes.add(new Node(clean(end.iterator().next()), node.active()));
    for (Disk disk : disks) {
      nodes.addAll(booted(disk, steps));
    }
    return nodes;
  }

  /** The nodes that run after a start: each image that is not proved may come up, hang or panic. */
  private static Collection<Node> booted(Disk disk, List<Step> steps) {
    var nodes = new ArrayList<Node>();
    List<Entry> entries = disk.entries();
    Map<String, Content> files = new HashMap<>(disk.files());
    for (int attempt = 0; attempt < 3 * entries.size() + 1; attempt++) {
      Optional<LoaderOrder.Attempt> taken = LoaderOrder.attempt(entries);
      if (taken.isEmpty()) {
        break;
      }
      Entry before = LoaderOrder.next(entries).orElseThrow();
      Entry entry = taken.get().taken();
      files.put(
          entry.file(), Optional.ofNullable(files.remove(before.file())).orElse(Content.EMPTY));
      entries = taken.get().after();
      Disk now = disk.with(files);
      if (now.image(entry).isPresent()) {
        Slot slot = entry.name().slot();
        nodes.add(new Node(clean(now), slot));
        if (disk.proved().contains(slot)) {
          return nodes;
        }
      }
    }
    throw new AssertionError("bricked: %s in %s".formatted(disk, steps));
  }

  private static Disk clean(Disk disk) {
    var files = new HashMap<>(disk.files());
    files.keySet().removeIf(FileNames::isTemporary);
    return disk.with(files);
  }
}
