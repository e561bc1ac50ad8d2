package dev.ijen.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {
  private static final String DIGEST =
      "@sha256:00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

  @ParameterizedTest
  @CsvSource({
    "ijen/installer, docker.io/ijen/installer:latest",
    "10.0.0.1:5000/installer:1.14.1, 10.0.0.1:5000/installer:1.14.1",
    "localhost/installer, localhost/installer:latest",
    "ghcr.io/a/b-c/d_e:v1, ghcr.io/a/b-c/d_e:v1",
    "[fd00::1]:5000/installer, [fd00::1]:5000/installer:latest",
  })
  void partsAreFound(String text, String whole) {
    assertThat(ImageReference.parse(text).toString()).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:5000/installer", "localhost:5000/installer:1.14.1"})
  void aDigestDecides(String text) {
    ImageReference reference = ImageReference.parse(text + DIGEST);
    assertThat(reference.tag()).isEmpty();
    assertThat(reference.toString()).isEqualTo("localhost:5000/installer" + DIGEST);
    assertThat(ImageReference.parse(text).at(reference.digest().orElseThrow()))
        .isEqualTo(reference);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "UPPER/case",
        "a//b",
        "x.y/",
        "x.y/a:",
        "x.y/a@sha256:12",
        "http://x.y/a",
        "x y/a"
      })
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> ImageReference.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
