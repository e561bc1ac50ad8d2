package dev.ijen.image.boot;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** A folder with what UKIs are made of besides their command line: stub, kernel, initramfs. */
public record BootParts(Path folder) {

  /**
   * Fills the folder.
   *
   * @param stub systemd's EFI stub
   * @param kernel a bzImage
   * @param release of the kernel, {@code uname -r}
   * @param init the static init
   * @param modules files to load before the root is there, in order
   */
  public void write(Path stub, Path kernel, String release, Path init, List<Path> modules)
      throws IOException {
    Files.createDirectories(folder);
    Files.copy(stub, stub());
    Files.copy(kernel, kernel());
    Files.writeString(folder.resolve("release"), release);
    Files.write(initramfs(), initramfs(init, modules));
  }

  Path stub() {
    return folder.resolve("stub.efi");
  }

  Path kernel() {
    return folder.resolve("vmlinuz");
  }

  Path initramfs() {
    return folder.resolve("initramfs");
  }

  String release() throws IOException {
    return Files.readString(folder.resolve("release"));
  }

  private static byte[] initramfs(Path init, List<Path> modules) throws IOException {
    var cpio = new Cpio().directory("modules");
    var order = new StringBuilder();
    for (Path module : modules) {
      String name = "modules/" + module.getFileName();
      cpio.file(name, 0644, Files.readAllBytes(module));
      order.append('/').append(name).append('\n');
    }
    cpio.file("modules.order.ijen", 0644, order.toString().getBytes(StandardCharsets.UTF_8));
    cpio.file("init", 0755, Files.readAllBytes(init));
    var compressed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(compressed)) {
      gzip.write(cpio.finish());
    }
    return compressed.toByteArray();
  }
}
