package dev.ijen.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OciLayoutTest {
  @TempDir private Path folder;
  private final ReleaseManifest manifest = Releases.manifest("1.14.1");

  @Test
  void whatIsWrittenIsRead() throws Exception {
    OciLayout layout = layout("one");
    assertThat(layout.release()).isEqualTo(manifest);
    assertThat(layout.image().layers().keySet())
        .containsExactly(
            OciImage.RELEASE_TYPE,
            OciImage.SIGNATURE_TYPE,
            OciImage.ROOT_TYPE,
            OciImage.ukiType("a"),
            OciImage.ukiType("b"));
    assertThat(layout.blob(manifest.root().digest())).hasBinaryContent(Releases.ROOT);
    assertThat(Digest.ofFile(layout.blob(layout.digest()))).isEqualTo(layout.digest());
  }

  @Test
  void equalReleasesGiveEqualFoldersAndTars() throws Exception {
    OciLayout one = layout("one");
    OciLayout two = layout("two");
    List<Path> files = files(one);
    assertThat(files(two)).isEqualTo(files);
    for (Path file : files) {
      assertThat(Files.mismatch(one.folder().resolve(file), two.folder().resolve(file)))
          .isEqualTo(-1);
    }
    Path tar = folder.resolve("one.tar");
    LayoutTar.write(one, tar);
    LayoutTar.write(two, folder.resolve("two.tar"));
    assertThat(Files.mismatch(tar, folder.resolve("two.tar"))).isEqualTo(-1);
    assertThat(listed(tar)).containsExactlyElementsOf(files.stream().map(Path::toString).toList());
  }

  private OciLayout layout(String name) throws IOException {
    var signatures = Signatures.of(manifest.encode(), key());
    Path root = Files.write(folder.resolve(name + "-root"), Releases.ROOT);
    Path ukiA = Files.write(folder.resolve(name + "-a"), Releases.UKI_A);
    Path ukiB = Files.write(folder.resolve(name + "-b"), Releases.UKI_B);
    var layout = new OciLayout(folder.resolve(name));
    layout.write(
        manifest, Optional.of(signatures), Map.of("root", root, "uki-a", ukiA, "uki-b", ukiB));
    return layout;
  }

  private SigningKey key() throws IOException {
    return SigningKey.loadOrMake(folder.resolve("keys/release.pem"));
  }

  private static List<Path> files(OciLayout layout) throws IOException {
    try (Stream<Path> all = Files.walk(layout.folder())) {
      return all.filter(Files::isRegularFile).map(layout.folder()::relativize).sorted().toList();
    }
  }

  private static List<String> listed(Path tar) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("tar", "-tf", tar.toString()).start();
    try (var reader = process.inputReader()) {
      List<String> lines = reader.lines().toList();
      assertThat(process.waitFor()).isZero();
      return lines;
    }
  }
}
