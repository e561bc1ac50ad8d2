package dev.ijen.machined.api;

import dev.ijen.api.machine.FileInfo;
import dev.ijen.api.machine.ListRequest;
import dev.ijen.machined.platform.NodePaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;

/**
 * Describes files as clients know them: with the mode bits of Go's {@code io/fs.FileMode}.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/inode.7.html">inode(7)</a>
 */
final class FileInfos {
  private static final int S_IFMT = 0170000;
  private static final int GO_DIR = 1 << 31;
  private static final int GO_SYMLINK = 1 << 27;

  private FileInfos() {}

  static FileInfo of(NodePaths paths, Path root, Path path) {
    var info =
        FileInfo.newBuilder()
            .setName("/" + paths.root().relativize(path))
            .setRelativeName(root.equals(path) ? "." : root.relativize(path).toString());
    try {
      describe(info, path);
    } catch (IOException e) {
      info.setError(e.toString());
    }
    return info.build();
  }

  /** The kind of a file; what is neither folder nor link counts as regular. */
  static ListRequest.Type type(FileInfo info) {
    if (info.getIsDir()) {
      return ListRequest.Type.DIRECTORY;
    }
    return (info.getMode() & GO_SYMLINK) != 0 ? ListRequest.Type.SYMLINK : ListRequest.Type.REGULAR;
  }

  private static void describe(FileInfo.Builder info, Path path) throws IOException {
    Map<String, Object> attributes =
        Files.readAttributes(
            path, "unix:mode,uid,gid,size,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
    int mode = goMode((Integer) attributes.getOrDefault("mode", 0));
    info.setMode(mode)
        .setIsDir((mode & GO_DIR) != 0)
        .setUid((Integer) attributes.getOrDefault("uid", 0))
        .setGid((Integer) attributes.getOrDefault("gid", 0))
        .setSize((Long) attributes.getOrDefault("size", 0L));
    if (attributes.get("lastModifiedTime") instanceof FileTime time) {
      info.setModified(time.toInstant().getEpochSecond());
    }
    if ((mode & GO_SYMLINK) != 0) {
      info.setLink(Files.readSymbolicLink(path).toString());
    }
  }

  private static int goMode(int mode) {
    int kind =
        switch (mode & S_IFMT) {
          case 0040000 -> GO_DIR;
          case 0120000 -> GO_SYMLINK;
          case 0060000 -> 1 << 26;
          case 0020000 -> 1 << 26 | 1 << 21;
          case 0010000 -> 1 << 25;
          case 0140000 -> 1 << 24;
          default -> 0;
        };
    int special = flag(mode, 04000, 23) | flag(mode, 02000, 22) | flag(mode, 01000, 20);
    return (mode & 0777) | kind | special;
  }

  private static int flag(int mode, int bit, int goBit) {
    return (mode & bit) != 0 ? 1 << goBit : 0;
  }
}
