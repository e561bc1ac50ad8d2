package dev.ijen.machined.sequencer.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ijen.linux.GptPartition;
import dev.ijen.linux.Linux;
import dev.ijen.linux.MountEntry;
import dev.ijen.machined.block.SystemDisk;
import dev.ijen.testing.FakeDisk;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MountVolumeTest {
  @TempDir private Path folder;

  private FakeDisk disk;

  @BeforeEach
  void prepare() throws IOException {
    disk = new FakeDisk(folder, "EFI", "BOOT-A", "BOOT-B", "META");
  }

  @Test
  void firstBootMakesBothVolumesAndLaterOnesFindThem() throws Exception {
    state().run();
    ephemeral().run();
    var made = disk.partitions();
    assertThat(made)
        .extracting(GptPartition::name)
        .containsExactly("EFI", "BOOT-A", "BOOT-B", "META", "STATE", "EPHEMERAL");
    assertThat(made.get(4).sizeBytes()).isEqualTo(100L << 20);
    disk.boot();
    state().run();
    ephemeral().run();
    assertThat(disk.partitions()).isEqualTo(made);
    assertThat(disk.mounts().list())
        .extracting(MountEntry::source)
        .containsExactly(folder.resolve("vda5").toString(), folder.resolve("vda6").toString());
  }

  @ParameterizedTest(name = "power goes after write {0}")
  @ValueSource(ints = {0, 1, 2})
  void aBootAfterAPowerCutGoesOn(int writes) throws Exception {
    disk.losePowerAfter(writes);
    assertThatThrownBy(() -> state().run()).hasMessage("power cut");
    disk.restorePower();
    disk.boot();
    state().run();
    assertThat(disk.partitions()).hasSize(5);
    assertThat(disk.mounts().list()).hasSize(1);
  }

  @Test
  void aVolumeThatIsMountedStaysAsItIs() throws Exception {
    state().run();
    state().run();
    assertThat(disk.mounts().list()).hasSize(1);
    new UnmountVolume(Volume.state(folder.resolve("state")), disk.mounts()).run();
    assertThat(disk.mounts().list()).isEmpty();
  }

  @Test
  void aDiskWithoutSlotsIsNotTouched() throws IOException {
    disk = new FakeDisk(folder, "data");
    assertThatThrownBy(() -> state().run())
        .hasMessage("the system disk is the one with partition BOOT-A; found []");
    assertThat(disk.partitions()).hasSize(1);
  }

  private MountVolume state() {
    return volume(Volume.state(folder.resolve("state")));
  }

  private MountVolume ephemeral() {
    return volume(Volume.ephemeral(folder.resolve("var")));
  }

  private MountVolume volume(Volume volume) {
    var systemDisk = new SystemDisk(disk, Linux.efiVariablesBelow(folder));
    return new MountVolume(volume, systemDisk, disk, disk, disk.mounts());
  }
}
