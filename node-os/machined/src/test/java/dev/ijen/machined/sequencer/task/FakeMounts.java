package dev.ijen.machined.sequencer.task;

import dev.ijen.linux.MountEntry;
import dev.ijen.linux.MountFlag;
import dev.ijen.linux.Mounts;
import dev.ijen.linux.UnmountFlag;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A mount table that is only a list. */
final class FakeMounts implements Mounts {
  private final List<MountEntry> mounts = new ArrayList<>();

  void clear() {
    mounts.clear();
  }

  @Override
  public void mount(String source, Path target, String type, Set<MountFlag> flags, String options) {
    mounts.add(new MountEntry(1, 0, "/", target, List.of("rw"), type, source, List.of("rw")));
  }

  @Override
  public void bind(Path source, Path target, Set<MountFlag> flags) {
    throw new UnsupportedOperationException("not for volumes");
  }

  @Override
  public void unmount(Path target, Set<UnmountFlag> flags) {
    mounts.removeIf(entry -> entry.target().equals(target));
  }

  @Override
  public List<MountEntry> list() {
    return List.copyOf(mounts);
  }
}
