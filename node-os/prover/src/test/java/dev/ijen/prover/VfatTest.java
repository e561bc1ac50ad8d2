package dev.ijen.prover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.prover.state.Plan;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Protocols that the kernel's vfat carried out on recorded disks: good ones pass, and each bad one
 * is found for what it is.
 */
@Tag("real")
class VfatTest {
  private static final String OLD = "ijen-000001-a+3.efi";
  private static final List<String> PROTOCOLS =
      List.of("upgrade", "keep-alone", "early-rename", "rename-the-only-one", "running-slot");

  @TempDir static Path folder;
  private static TinyDisk disk;
  private static Path base;
  private static VfatMachine machine;

  @BeforeAll
  static void record() throws Exception {
    disk = new TinyDisk(OLD);
    base = disk.save(folder.resolve("base.img"));
    machine = new VfatMachine(folder);
    for (String protocol : PROTOCOLS) {
      machine.add(protocol, base);
    }
    machine.run(Path.of(System.getProperty("ijen.image", "/missing")), disk);
  }

  private static Report prove(String protocol) throws Exception {
    try (Prover prover = Prover.open(base, machine.log(protocol), disk.images())) {
      Report report = prover.run(new Plan(2000, 1));
      System.out.printf("%s: %s", protocol, report);
      return report;
    }
  }

  @Test
  void theUpgradeHolds() throws Exception {
    Report report = prove("upgrade");
    assertThat(report.failures()).as(report.toString()).isEmpty();
    assertThat(report.outcomes())
        .containsKey("2.0 of slot b on trial by ijen-000002-b+3.efi after 0 failed");
  }

  @Test
  void theOnlyEntryIsKeptByACopy() throws Exception {
    Report report = prove("keep-alone");
    assertThat(report.failures()).as(report.toString()).isEmpty();
    assertThat(report.outcomes()).containsKey("1.0 of slot a by ijen-000001-a.efi after 0 failed");
  }

  @Test
  void aRenameBeforeTheContentIsFlushedIsFound() throws Exception {
    Report report = prove("early-rename");
    assertThat(report.failures())
        .as(report.toString())
        .anyMatch(failure -> failure.contains("starts bytes that nobody built"));
  }

  @Test
  void aRenameOfTheOnlyEntryIsFound() throws Exception {
    Report report = prove("rename-the-only-one");
    assertThat(report.failures())
        .as(report.toString())
        .anyMatch(failure -> failure.contains("the loader finds no entry"));
  }

  @Test
  void aWriteToTheRunningSlotIsFound() throws Exception {
    Report report = prove("running-slot");
    assertThat(report.failures())
        .as(report.toString())
        .anyMatch(failure -> failure.contains("can start a slot that is written"))
        .anyMatch(failure -> failure.contains("BOOT-A has"));
  }
}
