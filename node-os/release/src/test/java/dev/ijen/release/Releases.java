package dev.ijen.release;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A small release for tests. */
final class Releases {
  static final byte[] ROOT = bytes("the root image");
  static final byte[] UKI_A = bytes("UKI of slot a");
  static final byte[] UKI_B = bytes("UKI of slot b, longer");

  private Releases() {}

  static ReleaseManifest manifest(String version) {
    return new ReleaseManifest(
        ReleaseVersion.parse(version),
        Blob.of(ROOT),
        "1,1,00,11",
        new TreeMap<>(Map.of("a", Blob.of(UKI_A), "b", Blob.of(UKI_B))),
        List.of("console=ttyS0", "pti=on", "slab_nomerge"),
        List.of("gvisor"),
        6L << 30);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
