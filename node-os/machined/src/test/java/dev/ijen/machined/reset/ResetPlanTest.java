package dev.ijen.machined.reset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ijen.linux.BlockDevice;
import dev.ijen.linux.MountEntry;
import dev.ijen.machined.platform.NodeException;
import dev.ijen.machined.platform.NodeException.Reason;
import dev.ijen.machined.reset.ResetWish.Scope;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ResetPlanTest {
  private static final List<BlockDevice> DEVICES =
      List.of(disk("vda"), partition("vda", 5), disk("vdb"), partition("vdb", 1), disk("vdc"));
  private static final List<MountEntry> MOUNTS =
      List.of(mount("/dev/vda5", "/system/state"), mount("/dev/vdb1", "/var/mnt/data"));

  @Test
  void namedPartitionsAreWipedOnce() throws NodeException {
    ResetPlan plan =
        plan(new ResetWish(Scope.ALL, List.of("STATE", "META", "STATE"), List.of(), true));
    assertThat(plan).isEqualTo(new ResetPlan(false, List.of("STATE", "META"), List.of(), true));
  }

  @Test
  void withoutNamesTheWholeSystemDiskIsWiped() throws NodeException {
    ResetPlan plan = plan(new ResetWish(Scope.ALL, List.of(), List.of("/dev/vdc"), false));
    assertThat(plan)
        .isEqualTo(
            new ResetPlan(
                true, List.of("STATE", "EPHEMERAL", "META"), List.of(Path.of("/dev/vdc")), false));
  }

  @Test
  void aResetOfUserDisksLeavesTheSystemDiskAlone() throws NodeException {
    ResetPlan plan = plan(new ResetWish(Scope.USER_DISKS, List.of(), List.of("/dev/vdc"), true));
    assertThat(plan).isEqualTo(new ResetPlan(false, List.of(), List.of(Path.of("/dev/vdc")), true));
  }

  static List<Arguments> refusals() {
    return List.of(
        refusal(
            Scope.ALL, List.of("BOOT-A"), List.of(), Reason.INVALID, "without BOOT-A the machine"),
        refusal(
            Scope.ALL,
            List.of("DATA"),
            List.of(),
            Reason.INVALID,
            "no partition DATA; there are STATE"),
        refusal(
            Scope.SYSTEM_DISK, List.of(), List.of("/dev/vdc"), Reason.INVALID, "mode SYSTEM_DISK"),
        refusal(
            Scope.USER_DISKS,
            List.of("STATE"),
            List.of("/dev/vdc"),
            Reason.INVALID,
            "mode USER_DISKS"),
        refusal(
            Scope.USER_DISKS, List.of(), List.of(), Reason.INVALID, "user_disks_to_wipe: empty"),
        refusal(
            Scope.ALL, List.of("META"), List.of("/dev/vdx"), Reason.INVALID, "no device /dev/vdx"),
        refusal(
            Scope.ALL, List.of("META"), List.of("/dev/vda"), Reason.INVALID, "is the system disk"),
        refusal(
            Scope.ALL,
            List.of("META"),
            List.of("/dev/vdb1"),
            Reason.INVALID,
            "name the whole disk vdb"),
        refusal(
            Scope.ALL,
            List.of("META"),
            List.of("/dev/vdb"),
            Reason.NOT_NOW,
            "/dev/vdb1 is mounted at /var/mnt/data"));
  }

  @ParameterizedTest(name = "{4}")
  @MethodSource("refusals")
  void whatCannotBeDoneIsRefusedWithTheField(
      Scope scope, List<String> labels, List<String> disks, Reason reason, String message) {
    var refused =
        catchThrowableOfType(
            NodeException.class, () -> plan(new ResetWish(scope, labels, disks, true)));
    assertThat(refused).hasMessageContaining(message);
    assertThat(refused.reason()).isEqualTo(reason);
  }

  private static ResetPlan plan(ResetWish wish) throws NodeException {
    return ResetPlan.of(wish, "vda", DEVICES, MOUNTS);
  }

  private static Arguments refusal(
      Scope scope, List<String> labels, List<String> disks, Reason reason, String message) {
    return Arguments.of(scope, labels, disks, reason, message);
  }

  private static BlockDevice disk(String name) {
    return new BlockDevice(
        name, Path.of("/dev", name), Optional.empty(), Optional.empty(), 0, 1L << 30);
  }

  private static BlockDevice partition(String disk, int number) {
    String name = disk + number;
    return new BlockDevice(
        name, Path.of("/dev", name), Optional.of(disk), Optional.empty(), number, 1L << 20);
  }

  private static MountEntry mount(String source, String target) {
    return new MountEntry(1, 0, "/", Path.of(target), List.of(), "ext4", source, List.of());
  }
}
