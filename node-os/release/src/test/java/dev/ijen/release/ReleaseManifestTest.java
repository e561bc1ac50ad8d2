package dev.ijen.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseManifestTest {
  private final ReleaseManifest manifest = Releases.manifest("1.14.1");

  @Test
  void whatIsWrittenIsRead() throws Exception {
    assertThat(ReleaseManifest.decode(manifest.encode())).isEqualTo(manifest);
    assertThat(Releases.manifest("1.14.1").encode()).isEqualTo(manifest.encode());
  }

  @ParameterizedTest
  @CsvSource({
    "'\"format\":1', '\"format\":2', format 2",
    "'\"version\":\"1.14.1\"', '\"version\":\"new\"', not a version",
    "'\"verity\"', '\"verify\"', lacks verity",
    "'\"leastDiskBytes\":6442450944', '\"leastDiskBytes\":[]', another type",
    "'sha256:', 'sha512:', not a digest",
    "'\"b\":{', '\"c\":{', lacks b",
  })
  void whatIsWrongIsNamed(String from, String to, String message) {
    String text = new String(manifest.encode(), StandardCharsets.UTF_8);
    assertThat(text).contains(from);
    assertThatThrownBy(() -> ReleaseManifest.decode(Releases.bytes(text.replace(from, to))))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining(message);
  }

  @Test
  void noBytesMakeTheDecoderFailInAnotherWay() {
    byte[] good = manifest.encode();
    for (long seed = 0; seed < 2000; seed++) {
      var random = new Random(seed);
      byte[] bad = good.clone();
      for (int i = 0; i < 3; i++) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      try {
        ReleaseManifest.decode(bad);
      } catch (ReleaseException e) {
        assertThat(e).as("seed " + seed).hasMessageContaining("release manifest");
      } catch (IllegalArgumentException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1.14.0, 1.14.1",
    "v1.9.9, 1.10.0",
    "1.14.0-rc.1, 1.14.0",
    "1.14.0-alpha, 1.14.0-beta",
  })
  void versionsAreOrdered(String older, String newer) {
    assertThat(ReleaseVersion.parse(older)).isLessThan(ReleaseVersion.parse(newer));
    assertThat(ReleaseVersion.parse(newer).toString()).isEqualTo(newer);
  }
}
