package dev.ijen.image.oci;

import dev.ijen.image.FileTree;
import dev.ijen.image.debian.CaBundle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What images have of Debian: certificates, and the few programs that a part calls.
 *
 * @param packages where each package of {@code debian.lock} is unpacked into a folder of its name
 */
record DebianLayers(Path packages) {
  private static final String LIBRARIES = "usr/lib/x86_64-linux-gnu/lib";
  private static final List<String> NFT =
      List.of(
          "libnftables1",
          "libnftnl11",
          "libmnl0",
          "libgmp10",
          "libjansson4",
          "libxtables12",
          "libedit2",
          "libbsd0",
          "libmd0",
          "libtinfo6");
  private static final List<String> MOUNT =
      List.of("libmount1", "libblkid1", "libuuid1", "libsmartcols1", "libselinux1", "libpcre2-8-0");

  /** The packages that are needed. */
  static final List<String> PACKAGES =
      Stream.of(List.of("ca-certificates", "libc6", "nftables", "mount"), NFT, MOUNT)
          .flatMap(List::stream)
          .toList();

  /** Below every image: users, a folder for temporary files, trusted authorities. */
  Layer base() throws IOException {
    var layer = new Layer();
    layer.folder("tmp", 01777);
    layer.text(
        "etc/passwd", "root:x:0:0:root:/:/nonexistent\nnobody:x:65534:65534:nobody:/:/none\n");
    layer.text("etc/group", "root:x:0:\nnobody:x:65534:\n");
    layer.text("etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files dns\n");
    layer.text(
        "etc/ssl/certs/ca-certificates.crt", CaBundle.text(packages.resolve("ca-certificates")));
    for (String folder : List.of("bin", "sbin", "lib", "lib64")) {
      layer.folder("usr/" + folder, 0755);
      layer.link(folder, "usr/" + folder);
    }
    return layer;
  }

  /** {@code nft}, which kube-proxy and flannel call. */
  Layer nft() throws IOException {
    Layer layer = libraries(NFT);
    return layer.copy("usr/sbin/nft", packages.resolve("nftables/usr/sbin/nft"));
  }

  /** {@code mount} and {@code umount}, which the kubelet calls for volumes. */
  Layer mount() throws IOException {
    Layer layer = libraries(MOUNT);
    for (String program : List.of("usr/bin/mount", "usr/bin/umount")) {
      layer.copy(program, packages.resolve("mount").resolve(program));
    }
    return layer;
  }

  private Layer libraries(List<String> names) throws IOException {
    var layer = new Layer();
    Path libc = packages.resolve("libc6");
    copy(layer, libc, path -> path.startsWith("usr/lib64/") || isOfLibc(path));
    for (String name : names) {
      copy(layer, packages.resolve(name), path -> path.startsWith(LIBRARIES));
    }
    return layer;
  }

  private static boolean isOfLibc(String path) {
    return path.matches("usr/lib/x86_64-linux-gnu/(ld-linux-x86-64|libc|libm|libdl)\\.so\\.[0-9]");
  }

  private static void copy(Layer layer, Path from, Predicate<String> wanted) throws IOException {
    for (Path file : FileTree.list(from)) {
      String path = file.toString();
      if (wanted.test(path)) {
        layer.copy(path, from.resolve(path));
      }
    }
  }
}
