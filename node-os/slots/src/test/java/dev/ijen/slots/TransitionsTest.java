package dev.ijen.slots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TransitionsTest {
  private static final ActiveSlot A = new ActiveSlot(Slot.A);
  private static final ActiveSlot B = new ActiveSlot(Slot.B);

  @Test
  void anUpgradeGivesTheOtherImageUpAndShowsTheNewOneLast() throws Exception {
    var entries = entries(Set.of(Slot.A), "ijen-000003-a.efi", "ijen-000002-b+0-3.efi");
    assertThat(Transitions.stage(entries, A))
        .map(Step::toString)
        .containsExactly(
            "Delete[file=ijen-000002-b+0-3.efi]",
            "Delete[file=ijen-b.staged]",
            "SyncFolder[]",
            "Forget[slot=B]",
            "WriteRoot[slot=InactiveSlot[slot=B]]",
            "SyncRoot[slot=InactiveSlot[slot=B]]",
            "VerifyRoot[slot=InactiveSlot[slot=B]]",
            "WriteUki[file=ijen-b.tmp]",
            "SyncFile[file=ijen-b.tmp]",
            "Verify[file=ijen-b.tmp]",
            "Rename[from=ijen-b.tmp, to=ijen-b.staged]",
            "SyncFile[file=ijen-b.staged]",
            "SyncFolder[]");
    assertThat(Transitions.activate(entries, A))
        .map(Step::toString)
        .containsExactly(
            "Rename[from=ijen-b.staged, to=ijen-000004-b+3.efi]",
            "SyncFile[file=ijen-000004-b+3.efi]",
            "SyncFolder[]");
  }

  @Test
  void aTrialThatPassesIsNotedBeforeItsEntryIsTouched() {
    var entries = entries(Set.of(Slot.A), "ijen-000001-a.efi", "ijen-000002-b+2-1.efi");
    assertThat(Transitions.rearm(entries, B))
        .containsExactly(
            new Step.Prove(Slot.B),
            new Step.Rename("ijen-000002-b+2-1.efi", "ijen-000002-b+3.efi"),
            new Step.SyncFile("ijen-000002-b+3.efi"),
            new Step.SyncFolder());
  }

  @Test
  void anImageThatHasNotProvedItselfMayNotUpgrade() {
    var entries = entries(Set.of(Slot.A), "ijen-000001-a.efi", "ijen-000002-b+2-1.efi");
    assertThatThrownBy(() -> Transitions.stage(entries, B))
        .isInstanceOf(TransitionRefusedException.class)
        .hasMessage("stage: the image in BOOT-B has not proved itself");
  }

  @Test
  void aProvedTrialGetsItsTriesBackByOneRename() {
    var entries = entries(Set.of(Slot.A, Slot.B), "ijen-000001-a.efi", "ijen-000002-b+2-1.efi");
    assertThat(Transitions.rearm(entries, B).getFirst())
        .isEqualTo(new Step.Rename("ijen-000002-b+2-1.efi", "ijen-000002-b+3.efi"));
    var armed = entries(Set.of(Slot.A, Slot.B), "ijen-000001-a.efi", "ijen-000002-b+3.efi");
    assertThat(Transitions.rearm(armed, B)).isEmpty();
  }

  @Test
  void theOnlyDependableEntryLosesItsCounterByACopy() {
    var entries = entries(Set.of(Slot.A), "ijen-000003-a+2-1.efi", "ijen-000002-b+0-3.efi");
    assertThat(Transitions.rearm(entries, A))
        .contains(
            new Step.Copy("ijen-000003-a+2-1.efi", "ijen-a.tmp"),
            new Step.Rename("ijen-a.tmp", "ijen-000003-a.efi"),
            new Step.Delete("ijen-000003-a+2-1.efi"));
  }

  @Test
  void aRollBackIsANewGenerationOfThePreviousImage() throws Exception {
    var entries = entries(Set.of(Slot.A, Slot.B), "ijen-000001-a.efi", "ijen-000002-b+3.efi");
    assertThat(Transitions.rollBack(entries, B).getFirst())
        .isEqualTo(new Step.Rename("ijen-000001-a.efi", "ijen-000003-a+3.efi"));
    assertThatThrownBy(() -> Transitions.rollBack(entries.withProved(Set.of(Slot.B)), B))
        .hasMessage("roll back: BOOT-A has no image that is known to boot");
  }

  @Test
  void aBadImageKeepsTheRecordOfItsAttempts() throws Exception {
    var entries = entries(Set.of(Slot.A), "ijen-000001-a.efi", "ijen-000002-b+2-1.efi");
    assertThat(Transitions.markBad(entries, Slot.B))
        .containsExactly(
            new Step.Rename("ijen-000002-b+2-1.efi", "ijen-000002-b+0-1.efi"),
            new Step.SyncFile("ijen-000002-b+0-1.efi"),
            new Step.SyncFolder(),
            new Step.Forget(Slot.B));
    assertThatThrownBy(() -> Transitions.markBad(entries, Slot.A))
        .hasMessage("mark BOOT-A bad: the image in BOOT-B has not proved itself");
  }

  @Test
  void theLastGenerationIsTheEnd() {
    var entries = entries(Set.of(Slot.A), "ijen-999999-a.efi");
    assertThatThrownBy(() -> Transitions.activate(entries, A))
        .hasMessage("generation 999999 is the last one");
  }

  private static Entries entries(Set<Slot> proved, String... files) {
    return new Entries(List.copyOf(LoaderOrderTest.entries(files)), proved);
  }
}
