package dev.ijen.image.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ijen.image.Resources;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PackageListsTest {
  @Test
  void everyWantedPackageIsLocked() throws Exception {
    assertThat(PackageLists.locked().sequencedKeySet())
        .containsExactlyElementsOf(PackageLists.wanted().keySet());
  }

  @Test
  void lockFileIsWhatFormatWrites() throws Exception {
    assertThat(PackageLists.format(PackageLists.locked())).isEqualTo(Resources.text("debian.lock"));
  }

  @Test
  void globsSelectPaths() {
    var libraries = PackageLists.matcher("usr/lib/lib*.so etc/{a,b}.conf");
    assertThat(libraries.test(Path.of("usr/lib/libz.so"))).isTrue();
    assertThat(libraries.test(Path.of("etc/b.conf"))).isTrue();
    assertThat(libraries.test(Path.of("usr/lib/deep/libz.so"))).isFalse();
    assertThat(PackageLists.matcher("").test(Path.of("usr"))).isFalse();
  }

  @Test
  void lineWithoutHashIsRefused() {
    assertThatThrownBy(() -> LockedPackage.parse("libc6\tlibc6\t2.41\tamd64\tno\tpool/x"))
        .hasMessage("sha256 of libc6: no");
    assertThatThrownBy(() -> LockedPackage.parse("libc6")).hasMessageContaining("not six fields");
  }
}
