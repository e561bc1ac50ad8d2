package dev.ijen.linux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** File systems by mkfs.ext4(8), files by plain channels. */
final class RealFilesystems implements Filesystems {

  @Override
  public void makeExt4(Path device, String label) throws IOException, InterruptedException {
    Command.run(
        "make ext4 on " + device,
        List.of("/sbin/mkfs.ext4", "-q", "-F", "-L", label, device.toString()));
  }

  @Override
  public void makeEfi(Path device, String label) throws IOException {
    try (FileChannel channel = FileChannel.open(device, StandardOpenOption.WRITE)) {
      var vfat = new Vfat(channel.size() / GptTable.SECTOR, new SecureRandom().nextInt(), label);
      ByteBuffer buffer = ByteBuffer.wrap(vfat.start());
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    } catch (IOException e) {
      throw new IOException("make an EFI partition on " + device, e);
    }
  }

  @Override
  public void replace(Path file, byte[] content, int mode) throws IOException {
    Path target = file.toAbsolutePath();
    Path folder = target.getParent();
    Path fresh = target.resolveSibling("." + target.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, PosixFilePermissions.asFileAttribute(permissions(mode)));
    try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
      channel.force(true); // vfat writes the size of a renamed file only now
    }
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] all = PosixFilePermission.values(); // from OWNER_READ down, as in chmod
    for (int bit = 0; bit < all.length; bit++) {
      if ((mode & (0400 >> bit)) != 0) {
        permissions.add(all[bit]);
      }
    }
    return permissions;
  }
}
