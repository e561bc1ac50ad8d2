package dev.ijen.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The mount table of the running kernel. */
final class FfmMounts implements Mounts {
  private static final Path MOUNT_INFO = Path.of("/proc/self/mountinfo");

  @Override
  public void mount(String source, Path target, String type, Set<MountFlag> flags, String options)
      throws ErrnoException {
    try (Arena arena = Arena.ofConfined()) {
      Syscall.call(
          "mount",
          source + " on " + target,
          Syscall.MOUNT,
          Syscall.string(arena, source),
          Syscall.string(arena, target.toString()),
          Syscall.string(arena, type),
          MountFlag.bits(flags),
          Syscall.string(arena, options));
    }
  }

  @Override
  public void bind(Path source, Path target, Set<MountFlag> flags) throws ErrnoException {
    EnumSet<MountFlag> first = EnumSet.of(MountFlag.MS_BIND);
    if (flags.contains(MountFlag.MS_REC)) {
      first.add(MountFlag.MS_REC);
    }
    mount(source.toString(), target, "", first, "");
    EnumSet<MountFlag> second = EnumSet.of(MountFlag.MS_BIND, MountFlag.MS_REMOUNT);
    second.addAll(flags);
    second.remove(MountFlag.MS_REC);
    if (second.size() > 2) {
      mount(source.toString(), target, "", second, "");
    }
  }

  @Override
  public void unmount(Path target, Set<UnmountFlag> flags) throws ErrnoException {
    try (Arena arena = Arena.ofConfined()) {
      Syscall.call(
          "umount2",
          target.toString(),
          Syscall.UMOUNT2,
          Syscall.string(arena, target.toString()),
          UnmountFlag.bits(flags));
    }
  }

  @Override
  public List<MountEntry> list() throws IOException {
    return Files.readAllLines(MOUNT_INFO).stream().map(MountEntry::parse).toList();
  }
}
