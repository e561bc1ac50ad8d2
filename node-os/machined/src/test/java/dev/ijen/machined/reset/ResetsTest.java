package dev.ijen.machined.reset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ijen.linux.ErrnoException;
import dev.ijen.linux.FilesystemType;
import dev.ijen.linux.GptPartition;
import dev.ijen.linux.Linux;
import dev.ijen.machined.block.SystemDisk;
import dev.ijen.machined.meta.Meta;
import dev.ijen.machined.meta.MetaPlace;
import dev.ijen.machined.platform.NodeException;
import dev.ijen.machined.reset.ResetWish.Scope;
import dev.ijen.machined.sequencer.task.MountVolume;
import dev.ijen.machined.sequencer.task.UnmountVolume;
import dev.ijen.machined.sequencer.task.Volume;
import dev.ijen.testing.FakeDisk;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResetsTest {
  @TempDir private Path folder;

  private final Meta meta = new Meta();
  private FakeDisk disk;
  private SystemDisk systemDisk;
  private Volume state;
  private Resets resets;

  @BeforeEach
  void prepare() throws Exception {
    disk = new FakeDisk(folder, "EFI", "BOOT-A", "BOOT-B", "META");
    systemDisk = new SystemDisk(disk, Linux.running().efiVariables());
    state = Volume.state(folder.resolve("state"));
    new MountVolume(state, systemDisk, disk, disk, disk.mounts()).run();
    meta.open(MetaPlace.at(folder.resolve("meta")));
    meta.set(10, "value".getBytes(StandardCharsets.UTF_8));
    resets = new Resets(systemDisk, disk, disk.mounts(), meta);
  }

  @Test
  void whatIsNamedLosesItsContentAndTheRestStays() throws Exception {
    new UnmountVolume(state, disk.mounts()).run();
    resets.plan(wish("STATE"));
    resets.wipeSystemDisk();
    assertThat(disk.probe(folder.resolve("vda5"))).isEmpty();
    assertThat(meta.all()).containsKey(10);
    assertThat(disk.partitions()).extracting(GptPartition::name).contains("STATE", "BOOT-A");
  }

  @Test
  void aVolumeThatSomebodyHoldsIsNotWiped() throws Exception {
    resets.plan(wish("META", "STATE"));
    assertThatThrownBy(resets::wipeSystemDisk)
        .isInstanceOf(ErrnoException.class)
        .hasMessageContaining("vda5");
    assertThat(disk.probe(folder.resolve("vda5"))).contains(FilesystemType.EXT4);
  }

  @Test
  void metaLosesItsValues() throws Exception {
    resets.plan(wish("META"));
    resets.wipeSystemDisk();
    assertThat(meta.all()).isEmpty();
  }

  @Test
  void aWholeDiskLosesItsTable() throws Exception {
    new UnmountVolume(state, disk.mounts()).run();
    new MountVolume(Volume.ephemeral(folder.resolve("var")), systemDisk, disk, disk, disk.mounts())
        .run();
    new UnmountVolume(Volume.ephemeral(folder.resolve("var")), disk.mounts()).run();
    resets.plan(wish());
    resets.wipeSystemDisk();
    assertThat(disk.partitions()).isEmpty();
  }

  @Test
  void anotherResetWaitsUntilTheFirstIsForgotten() throws Exception {
    resets.plan(wish("META"));
    assertThatThrownBy(() -> resets.plan(wish("STATE")))
        .isInstanceOf(NodeException.class)
        .hasMessage("a reset is under way");
    resets.forget();
    assertThat(resets.plan(wish("STATE")).partitions()).containsExactly("STATE");
  }

  private static ResetWish wish(String... labels) {
    return new ResetWish(Scope.ALL, List.of(labels), List.of(), true);
  }
}
