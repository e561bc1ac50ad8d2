package dev.ijen.linux;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The mount table of the mount namespace of this process. */
public interface Mounts {

  /**
   * Mounts a file system.
   *
   * @param source a device, a folder, or a word that the type defines, such as {@code tmpfs}
   * @param target an existing folder (or file, for a bind mount)
   * @param type such as {@code ext4}; empty when the flags make it irrelevant
   * @param options of the file system, separated by commas; may be empty
   * @throws ErrnoException {@code EBUSY}, {@code EINVAL} (wrong superblock), {@code ENODEV} (type
   *     not in the kernel), {@code ENOENT}, {@code EPERM}
   * @see <a href="https://man7.org/linux/man-pages/man2/mount.2.html">mount(2)</a>
   */
  void mount(String source, Path target, String type, Set<MountFlag> flags, String options)
      throws ErrnoException;

  /**
   * Shows a file or folder at a second place. Flags other than {@code MS_REC} need a second call,
   * as the kernel ignores them in the first; this method makes both.
   */
  void bind(Path source, Path target, Set<MountFlag> flags) throws ErrnoException;

  /**
   * Takes the topmost mount away.
   *
   * @throws ErrnoException {@code EBUSY} while in use, {@code EINVAL} when nothing is mounted there
   * @see <a href="https://man7.org/linux/man-pages/man2/umount2.2.html">umount2(2)</a>
   */
  void unmount(Path target, Set<UnmountFlag> flags) throws ErrnoException;

  /** All mounts, in the order in which they were made. */
  List<MountEntry> list() throws IOException;

  /** Whether something is mounted at exactly this place. */
  default boolean mounted(Path target) throws IOException {
    return list().stream().anyMatch(entry -> entry.target().equals(target));
  }
}
