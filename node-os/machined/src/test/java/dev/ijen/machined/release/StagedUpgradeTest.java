package dev.ijen.machined.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.machined.meta.Meta;
import dev.ijen.machined.meta.MetaKeys;
import dev.ijen.machined.meta.MetaPlace;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedUpgradeTest {
  @TempDir private Path folder;

  @Test
  void isTakenOnceAlsoAfterARestart() throws Exception {
    var staged = new StagedUpgrade("registry.example/ijen:1.14.1", true);
    staged.keep(open());
    Meta next = open();
    assertThat(next.find(MetaKeys.STAGED_UPGRADE_IMAGE)).isPresent();
    assertThat(StagedUpgrade.take(next)).contains(staged);
    assertThat(StagedUpgrade.take(open())).isEmpty();
  }

  @Test
  void optionsThatNobodyUnderstandsForceNothing() throws Exception {
    Meta meta = open();
    new StagedUpgrade("a.b/c:1", true).keep(meta);
    meta.set(MetaKeys.STAGED_UPGRADE_OPTIONS, new byte[] {'?'});
    assertThat(StagedUpgrade.take(meta)).contains(new StagedUpgrade("a.b/c:1", false));
  }

  private Meta open() throws Exception {
    var meta = new Meta();
    meta.open(MetaPlace.at(folder.resolve("meta")));
    return meta;
  }
}
