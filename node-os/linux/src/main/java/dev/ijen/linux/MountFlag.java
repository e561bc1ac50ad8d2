package dev.ijen.linux;

import java.util.Set;

/** Flags of mount(2), by their names in {@code linux/mount.h}. */
public enum MountFlag {
  MS_RDONLY(1),
  MS_NOSUID(2),
  MS_NODEV(4),
  MS_NOEXEC(8),
  MS_SYNCHRONOUS(16),
  MS_REMOUNT(32),
  MS_NOATIME(1024),
  MS_BIND(4096),
  MS_MOVE(8192),
  MS_REC(16384),
  MS_PRIVATE(1 << 18),
  MS_SLAVE(1 << 19),
  MS_SHARED(1 << 20),
  MS_RELATIME(1 << 21);

  private final long bit;

  MountFlag(long bit) {
    this.bit = bit;
  }

  /** The bit as the kernel defines it. */
  public long bit() {
    return bit;
  }

  static long bits(Set<MountFlag> flags) {
    return flags.stream().mapToLong(MountFlag::bit).reduce(0, (a, b) -> a | b);
  }
}
