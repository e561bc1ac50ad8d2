package dev.ijen.linux;

import java.util.Set;

/** Flags of umount2(2), by their names in {@code sys/mount.h}. */
public enum UnmountFlag {
  MNT_FORCE(1),
  MNT_DETACH(2),
  UMOUNT_NOFOLLOW(8);

  private final long bit;

  UnmountFlag(long bit) {
    this.bit = bit;
  }

  /** The bit as the kernel defines it. */
  public long bit() {
    return bit;
  }

  static long bits(Set<UnmountFlag> flags) {
    return flags.stream().mapToLong(UnmountFlag::bit).reduce(0, (a, b) -> a | b);
  }
}
