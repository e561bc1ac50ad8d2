package dev.ijen.machined.platform;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A folder of files that one user alone reads. A file changes in one step, so that its reader sees
 * the old or the new content.
 *
 * @param uid user and group who own the files
 */
public record SecretFolder(Path folder, int uid) {

  /** Writes a file unless it has this content already. */
  public void write(String name, ByteString content) throws IOException {
    make();
    Path file = folder.resolve(name);
    if (Files.exists(file) && content.equals(ByteString.copyFrom(Files.readAllBytes(file)))) {
      return;
    }
    Path next = folder.resolve("." + name + ".next");
    Files.deleteIfExists(next);
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Files.createFile(next, mode);
    Files.write(next, content.toByteArray());
    own(next);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Writes a text as {@link #write(String, ByteString)} does. */
  public void write(String name, String text) throws IOException {
    write(name, ByteString.copyFromUtf8(text));
  }

  /** Makes the folder, closed to others. */
  public void make() throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      own(folder);
    }
  }

  private void own(Path path) throws IOException {
    if (!Integer.valueOf(uid).equals(Files.getAttribute(path, "unix:uid"))) {
      Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(path, "unix:gid", uid, LinkOption.NOFOLLOW_LINKS);
    }
  }
}
