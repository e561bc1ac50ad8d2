package dev.ijen.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.image.release.Fault;
import dev.ijen.image.release.VariantRelease;
import dev.ijen.release.OciLayout;
import dev.ijen.release.ReleaseManifest;
import dev.ijen.release.SigningKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole images with {@link Probe} as their program: built, compared, booted, entered. */
@Tag("real")
class ImageTest {
  private static final Duration DEADLINE = Duration.ofMinutes(3);
  private static final long SLOT_A_BYTES = (1L << 20) + (128L << 20);

  @TempDir static Path folder;
  private static Path jar;
  private static Artifacts image;

  @TempDir Path own;

  @BeforeAll
  static void build() throws Exception {
    jar = folder.resolve("probe.jar");
    String entry = Probe.class.getName().replace('.', '/') + ".class";
    try (var out = new ZipOutputStream(Files.newOutputStream(jar));
        var in = Probe.class.getClassLoader().getResourceAsStream(entry)) {
      out.putNextEntry(new ZipEntry(entry));
      in.transferTo(out);
    }
    image = build("first");
  }

  /** Builds in a cache of its own that shares the downloaded packages. */
  private static Artifacts build(String cache) throws IOException, InterruptedException {
    Path packages =
        Files.createDirectories(ImageRequest.defaultCache().resolve("debian")).toRealPath();
    Path own = Files.createDirectories(folder.resolve(cache));
    Files.createSymbolicLink(own.resolve("debian"), packages);
    return ImageBuilder.build(
        new ImageRequest(
            List.of(jar),
            Path.of(System.getProperty("ijen.parts")),
            Path.of(System.getProperty("java.home")),
            own,
            "v1.14.0",
            Probe.class.getName(),
            folder.resolve("keys/release.pem")),
        System.out::println);
  }

  @Test
  void twoBuildsAreEqual() throws Exception {
    Artifacts second = build("second");
    assertThat(second.folder().getFileName()).isEqualTo(image.folder().getFileName());
    assertThat(Files.mismatch(image.rootImage(), second.rootImage())).isEqualTo(-1);
    for (String slot : List.of("a", "b")) {
      assertThat(Files.mismatch(image.uki(slot), second.uki(slot))).isEqualTo(-1);
    }
    assertThat(second.installer().digest()).isEqualTo(image.installer().digest());
    assertThat(Files.readString(second.manifest())).isEqualTo(Files.readString(image.manifest()));
    assertThat(Command.run("cmp", image.disk(), second.disk())).isEmpty();
  }

  @Test
  void variantsDifferInVersionAndFaultAndLeaveTheImageAlone() throws Exception {
    var key = SigningKey.load(folder.resolve("keys/release.pem"));
    var newer = VariantRelease.of(image, "1.14.1", Optional.empty());
    Path layout = own.resolve("newer");
    newer.write(layout, Optional.of(key));
    ReleaseManifest release = new OciLayout(layout).release();
    assertThat(release.version().toString()).isEqualTo("1.14.1");
    assertThat(release.root()).isNotEqualTo(image.installer().release().root());
    for (Fault fault : Fault.values()) {
      Path broken = own.resolve(fault.text());
      var digest =
          VariantRelease.of(image, "1.14.2", Optional.of(fault)).write(broken, Optional.of(key));
      assertThat(new OciLayout(broken).digest()).isEqualTo(digest);
    }
    assertThat(image.root().resolve("etc/os-release")).content().contains("VERSION_ID=v1.14.0");
    assertThat(own).isDirectoryNotContaining("glob:**.work");
  }

  @Test
  void finishedImageIsNotBuiltAgain() throws Exception {
    var before = Files.getLastModifiedTime(image.manifest());
    Files.delete(folder.resolve("first/debian"));
    assertThat(build("first")).isEqualTo(image);
    assertThat(Files.getLastModifiedTime(image.manifest())).isEqualTo(before);
  }

  @Test
  void holdsNoShellAndNoScript() throws Exception {
    var shells = Set.of("sh", "bash", "dash", "ash", "zsh", "ksh", "busybox", "toybox", "perl");
    for (Path path : FileTree.list(image.root())) {
      assertThat(shells).as(path.toString()).doesNotContain(path.getFileName().toString());
      Path file = image.root().resolve(path.toString());
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.isExecutable(file)) {
        try (var in = Files.newInputStream(file)) {
          assertThat(in.readNBytes(2)).as(path.toString()).isNotEqualTo(new byte[] {'#', '!'});
        }
      }
    }
  }

  @Test
  void bootsByFirmwareAndSurvivesACrashOfMachined() throws Exception {
    try (Console console = Console.boot(copyOfDisk(), own)) {
      assertThat(console.awaitEnd(DEADLINE)).as(console.log()).isZero();
      assertThat(console.log())
          .contains(
              "init: stage 1: root is BOOT-A on /dev/vda2",
              "init: machined ended with status 3",
              "probe: role machined",
              "probe: pid 1 is init",
              "probe: cgroup 0::/init",
              "slab_nomerge pti=on",
              "probe: containerd --version 0",
              "probe: runc --version 0",
              "probe: mkfs.ext4 -V 0",
              "probe: done",
              "reboot: Power down")
          .containsPattern("probe: mount .* / / ro,.* erofs /dev/dm-0 ")
          .doesNotContain("[warning]", "[error");
    }
  }

  @Test
  void corruptRootRestartsTheMachineAndSaysWhy() throws Exception {
    Path disk = copyOfDisk();
    try (var channel = FileChannel.open(disk, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(4096), SLOT_A_BYTES);
    }
    try (Console console = Console.boot(disk, own)) {
      assertThat(console.awaitEnd(DEADLINE)).as(console.log()).isZero();
      assertThat(console.log()).contains("data block 0 is corrupted").doesNotContain("probe:");
    }
  }

  @Test
  void runsInContainerModeWithoutTouchingTheHost() throws Exception {
    Path state = Files.createDirectory(own.resolve("state"));
    Path var = Files.createDirectory(own.resolve("var"));
    List<String> namespaces =
        List.of(
            "unshare",
            "--net",
            "--mount",
            "--pid",
            "--fork",
            "--cgroup",
            "--uts",
            "--ipc",
            "--kill-child",
            "--propagation",
            "private");
    List<String> init =
        List.of(
            image.root().resolve("usr/sbin/init").toString(),
            "--container",
            "--root",
            image.root().toString(),
            "--state",
            state.toString(),
            "--var",
            var.toString(),
            "--hostname",
            "probe-1",
            "--cmdline",
            "ijen.platform=container");
    var command = new ArrayList<>(namespaces);
    command.addAll(init);
    try (Console console = Console.start(command, own)) {
      assertThat(console.awaitEnd(DEADLINE)).as(console.log()).isEqualTo(65);
      assertThat(console.log())
          .contains(
              "init: machined ended with status 3",
              "probe: pid 1 is init",
              "probe: words ijen.platform=container",
              "probe: host probe-1",
              "probe: host sysctl refused",
              "probe: own sysctl written",
              "probe: state written",
              "probe: containerd --version 0",
              "probe: done")
          .doesNotContain("[warning]", "[error");
      assertThat(state.resolve("probe")).hasContent("probe");
    }
  }

  private Path copyOfDisk() throws IOException, InterruptedException {
    Path copy = own.resolve("disk.img");
    Command.run("cp", "--sparse=always", image.disk(), copy);
    return copy;
  }
}
