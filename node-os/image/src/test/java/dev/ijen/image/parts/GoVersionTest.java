package dev.ijen.image.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GoVersionTest {
  @Test
  void comparesByNumber() {
    assertThat(GoVersion.parse("go1.26.10")).isGreaterThan(GoVersion.parse("1.26.9"));
    assertThat(GoVersion.parse("1.9")).isLessThan(GoVersion.parse("1.10.0"));
  }

  @Test
  void refusesDevelopmentVersions() {
    assertThatThrownBy(() -> GoVersion.parse("devel go1.27-abc"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
