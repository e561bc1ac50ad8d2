package dev.ijen.prover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.prover.boot.Verdict.Boots;
import dev.ijen.prover.disk.CrashState;
import dev.ijen.prover.disk.CrashedDisk;
import dev.ijen.prover.disk.RawImage;
import dev.ijen.prover.disk.Survivors;
import dev.ijen.prover.state.Plan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Protocols that hold and protocols that do not, as writes to a disk in memory. */
class ProverTest {
  private static final Plan PLAN = new Plan(500, 1);
  private static final String OLD = "ijen-000001-a.efi";
  private static final String NEW = "ijen-000002-b+3.efi";

  @TempDir Path folder;
  private TinyDisk disk;
  private Path base;
  private Recorder recorder;

  @BeforeEach
  void start() throws Exception {
    begin(OLD);
  }

  private void begin(String entry) throws Exception {
    disk = new TinyDisk(entry);
    base = disk.save(folder.resolve("base.img"));
    recorder = new Recorder(disk.bytes);
  }

  private Prover prover() throws Exception {
    return Prover.open(base, recorder.save(folder.resolve("log")), disk.images());
  }

  private Report prove() throws Exception {
    try (Prover prover = prover()) {
      return prover.run(PLAN);
    }
  }

  private void writeRoot() {
    disk.bytes.put(TinyDisk.SLOT_B * TinyDisk.SECTOR, disk.newRoot.image);
    recorder.write();
  }

  private int writeUki() {
    int cluster = disk.efi.data(disk.newUki);
    disk.efi.entry(TinyDisk.ENTRIES, "ijen-b.tmp", cluster, disk.newUki.length);
    recorder.write();
    return cluster;
  }

  private void rename(int cluster) {
    disk.efi.unlink(TinyDisk.ENTRIES, "ijen-b.tmp");
    disk.efi.entry(TinyDisk.ENTRIES, NEW, cluster, disk.newUki.length);
    recorder.write();
  }

  @Test
  void anUpgradeThatFlushesBeforeItRenamesHolds() throws Exception {
    writeRoot();
    recorder.flush();
    int cluster = writeUki();
    recorder.flush();
    rename(cluster);
    recorder.flush();
    Report report = prove();
    assertThat(report.failures()).as(report.toString()).isEmpty();
    assertThat(report.states()).isGreaterThanOrEqualTo(500);
    assertThat(report.outcomes())
        .containsOnlyKeys(
            "1.0 of slot a by ijen-000001-a.efi after 0 failed",
            "2.0 of slot b on trial by ijen-000002-b+3.efi after 0 failed");
  }

  @Test
  void aRenameBeforeTheDataIsFound() throws Exception {
    writeRoot();
    recorder.flush();
    rename(writeUki());
    Report report = prove();
    assertThat(report.failures()).anyMatch(one -> one.contains("starts bytes that nobody built"));
  }

  @Test
  void aTrialEntryBeforeItsRootFallsBack() throws Exception {
    int cluster = writeUki();
    rename(cluster);
    recorder.flush();
    writeRoot();
    Report report = prove();
    assertThat(report.failures()).anyMatch(one -> one.contains("can start a slot that is written"));
    assertThat(report.outcomes()).containsKey("1.0 of slot a by ijen-000001-a.efi after 3 failed");
  }

  @Test
  void aWriteToTheRunningSlotIsFound() throws Exception {
    disk.bytes.put((TinyDisk.SLOT_A + 40) * TinyDisk.SECTOR, new byte[1024]);
    recorder.write();
    Report report = prove();
    assertThat(report.failures())
        .anyMatch(one -> one.contains("BOOT-A has 1 bad blocks"))
        .anyMatch(one -> one.contains("can start a slot that is written"));
  }

  @Test
  void aTrialWithoutTriesIsFound() throws Exception {
    writeRoot();
    recorder.flush();
    disk.efi.file(TinyDisk.ENTRIES, "ijen-000002-b.efi", disk.newUki);
    recorder.write();
    assertThat(prove().failures()).anyMatch(one -> one.contains("a bad trial bricks"));
  }

  @Test
  void twoNamesOfATrialAreTriedAndGivenUp() throws Exception {
    writeRoot();
    int cluster = writeUki();
    recorder.flush();
    rename(cluster);
    disk.efi.entry(TinyDisk.ENTRIES, "ijen-000002-b+2-1.efi", cluster, disk.newUki.length);
    recorder.write();
    Report report = prove();
    assertThat(report.failures()).as(report.toString()).isEmpty();
  }

  @Test
  void aFolderThatIsLengthenedIsFound() throws Exception {
    disk.efi.lengthen(TinyDisk.ENTRIES);
    recorder.write();
    assertThat(prove().failures())
        .anyMatch(one -> one.contains("chain of a folder leads to cluster 0"));
  }

  @Test
  void anEmptyFileInPlaceOfTheOnlyEntryIsFound() throws Exception {
    disk.efi.unlink(TinyDisk.ENTRIES, OLD);
    disk.efi.entry(TinyDisk.ENTRIES, "ijen-000001-a+3.efi", 0, 0);
    recorder.write();
    assertThat(prove().failures()).anyMatch(one -> one.contains("the loader finds no entry"));
  }

  @Test
  void aTableThatIsWrittenInPlaceFallsBackToItsBackup() throws Exception {
    disk.bytes.put(TinyDisk.SECTOR + 100, (byte) 1).put(TinyDisk.SECTOR + 16, (byte) 1);
    recorder.write();
    assertThat(prove().failures()).isEmpty();
    disk.bytes.put(disk.bytes.capacity() - TinyDisk.SECTOR, (byte) 0);
    recorder.write();
    assertThat(prove().failures()).anyMatch(one -> one.contains("GPT: checksum of the header"));
  }

  @Test
  void metaLostWithBothCopiesIsFound() throws Exception {
    disk.bytes.put(TinyDisk.META * TinyDisk.SECTOR, TinyMeta.of(1));
    disk.bytes.put((TinyDisk.META + 512) * TinyDisk.SECTOR, TinyMeta.of(1));
    recorder.write().flush();
    assertThat(prove().failures()).isEmpty();
    disk.bytes.put(TinyDisk.META * TinyDisk.SECTOR, TinyMeta.of(2));
    recorder.write().flush();
    disk.bytes.put((TinyDisk.META + 512) * TinyDisk.SECTOR, TinyMeta.of(2));
    recorder.write().flush();
    assertThat(prove().failures()).isEmpty();
    disk.bytes.put(TinyDisk.META * TinyDisk.SECTOR, TinyMeta.of(3));
    disk.bytes.put((TinyDisk.META + 512) * TinyDisk.SECTOR, TinyMeta.of(3));
    recorder.write();
    assertThat(prove().failures()).anyMatch(one -> one.contains("META has no whole copy"));
  }

  @Test
  void theNameOfAStateMakesItAgainAsAnImage() throws Exception {
    writeRoot();
    recorder.flush();
    int cluster = writeUki();
    recorder.flush();
    rename(cluster);
    recorder.discard(TinyDisk.SLOT_B, 8).discard(TinyDisk.SLOT_B + 9, 1).flush();
    try (Prover prover = prover()) {
      var seen = new HashSet<Class<?>>();
      for (CrashState state : PLAN.of(prover.history().epochs())) {
        CrashState again = CrashState.parse(state.toString());
        assertThat(again).isEqualTo(state);
        if (seen.add(state.survivors().getClass())) {
          Path image = folder.resolve("crashed.img");
          RawImage.write(prover.history(), again, image);
          var crashed = new CrashedDisk(prover.history(), state);
          assertThat(Files.readAllBytes(image)).isEqualTo(crashed.read(0, (int) crashed.count()));
          Files.delete(image);
        }
      }
      assertThat(seen).hasSize(Survivors.class.getPermittedSubclasses().length);
      assertThat(prover.judge(new CrashState(0, new Survivors.First(0))).works())
          .isEqualTo(new Boots(OLD, "a", "1.0", 0, false));
    }
  }
}
