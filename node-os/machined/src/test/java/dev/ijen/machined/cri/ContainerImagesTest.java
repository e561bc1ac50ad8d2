package dev.ijen.machined.cri;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContainerImagesTest {

  @Test
  void theChainIdOfOneLayerIsItsDigest() {
    assertThat(ContainerImages.chain(List.of("sha256:aa"))).isEqualTo("sha256:aa");
  }

  /** The digest is that of {@code printf 'sha256:aa sha256:bb' | sha256sum}. */
  @Test
  void everyFurtherLayerIsHashedWithTheChainBelow() {
    assertThat(ContainerImages.chain(List.of("sha256:aa", "sha256:bb")))
        .isEqualTo("sha256:b68ad689d6d1ec110ea1c13617437ad6f3766d4b3b309f6a603a222e07a0164f");
  }
}
