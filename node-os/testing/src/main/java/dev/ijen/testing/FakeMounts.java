package dev.ijen.testing;

import dev.ijen.linux.Errno;
import dev.ijen.linux.ErrnoException;
import dev.ijen.linux.MountEntry;
import dev.ijen.linux.MountFlag;
import dev.ijen.linux.Mounts;
import dev.ijen.linux.UnmountFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A mount table that is only a list. Targets must exist, as they must for the kernel. */
public final class FakeMounts implements Mounts {
  private static final Set<String> TYPES =
      Set.of("tmpfs", "ext4", "erofs", "vfat", "proc", "sysfs");

  private final List<MountEntry> mounts = new ArrayList<>();
  private int lastId;

  /** Forgets all mounts, as a power cut does. */
  public synchronized void clear() {
    mounts.clear();
  }

  @Override
  public synchronized void mount(
      String source, Path target, String type, Set<MountFlag> flags, String options)
      throws ErrnoException {
    String operand = source + " on " + target;
    if (!Files.exists(target)) {
      throw new ErrnoException("mount", operand, Errno.ENOENT);
    }
    if (flags.contains(MountFlag.MS_REMOUNT)) {
      remount(operand, target, flags);
    } else if (TYPES.contains(type)) {
      add(target, type, source, flags);
    } else {
      throw new ErrnoException("mount", operand, Errno.ENODEV);
    }
  }

  @Override
  public synchronized void bind(Path source, Path target, Set<MountFlag> flags)
      throws ErrnoException {
    if (!Files.exists(source) || !Files.exists(target)) {
      throw new ErrnoException("mount", source + " on " + target, Errno.ENOENT);
    }
    add(target, "ext4", source.toString(), flags);
  }

  @Override
  public synchronized void unmount(Path target, Set<UnmountFlag> flags) throws ErrnoException {
    mounts.remove(topmost("umount2", target.toString(), target));
  }

  @Override
  public synchronized List<MountEntry> list() {
    return List.copyOf(mounts);
  }

  private void remount(String operand, Path target, Set<MountFlag> flags) throws ErrnoException {
    int index = topmost("mount", operand, target);
    MountEntry present = mounts.get(index);
    mounts.set(index, entry(present.id(), target, present.type(), present.source(), flags));
  }

  private int topmost(String operation, String operand, Path target) throws ErrnoException {
    for (int index = mounts.size() - 1; index >= 0; index--) {
      if (mounts.get(index).target().equals(target)) {
        return index;
      }
    }
    throw new ErrnoException(operation, operand, Errno.EINVAL);
  }

  private void add(Path target, String type, String source, Set<MountFlag> flags) {
    mounts.add(entry(++lastId, target, type, source, flags));
  }

  private static MountEntry entry(
      int id, Path target, String type, String source, Set<MountFlag> flags) {
    List<String> options = new ArrayList<>();
    options.add(flags.contains(MountFlag.MS_RDONLY) ? "ro" : "rw");
    option(options, flags, MountFlag.MS_NOSUID, "nosuid");
    option(options, flags, MountFlag.MS_NODEV, "nodev");
    option(options, flags, MountFlag.MS_NOEXEC, "noexec");
    option(options, flags, MountFlag.MS_NOATIME, "noatime");
    return new MountEntry(id, 0, "/", target, options, type, source, List.of("rw"));
  }

  private static void option(
      List<String> options, Set<MountFlag> flags, MountFlag flag, String text) {
    if (flags.contains(flag)) {
      options.add(text);
    }
  }
}
