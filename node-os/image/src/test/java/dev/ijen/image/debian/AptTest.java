package dev.ijen.image.debian;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AptTest {
  @Test
  void guestSuiteComesFromTheMirrorsOfTheHost() {
    String targets =
        """
        http://mirror.example/debian/ bookworm main
        http://mirror.example/debian/ bookworm contrib
        http://mirror.example/debian/ bookworm-updates main
        http://mirror.example/security/ bookworm-security main
        http://other.example/ other-bookworm main
        """;
    assertThat(Apt.guestSources(targets, "bookworm").lines())
        .map(line -> line.replaceFirst("deb \\[[^]]*] ", ""))
        .containsExactly(
            "http://mirror.example/debian/ trixie main",
            "http://mirror.example/debian/ trixie-updates main",
            "http://mirror.example/security/ trixie-security main");
  }

  @Test
  void readsTheOneLineFieldsOfTheFirstStanza() {
    String stanza =
        """
        Package: libc6
        Depends: libgcc-s1, a: b
        Description: text
         that goes on: here

        Package: other
        """;
    assertThat(Apt.fields(stanza))
        .containsEntry("Package", "libc6")
        .containsEntry("Depends", "libgcc-s1, a: b")
        .hasSize(3);
  }
}
