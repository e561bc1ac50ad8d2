package dev.ijen.machined.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ijen.machined.meta.Meta;
import dev.ijen.machined.meta.MetaPlace;
import dev.ijen.slots.ActiveSlot;
import dev.ijen.slots.Entries;
import dev.ijen.slots.InactiveSlot;
import dev.ijen.slots.Slot;
import dev.ijen.slots.Transitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepRunnerTest {
  private static final ActiveSlot A = new ActiveSlot(Slot.A);

  @TempDir private Path folder;

  private EspFolder esp;
  private SlotNotes notes;

  @BeforeEach
  void ship() throws IOException {
    esp = new EspFolder(Files.createDirectories(folder.resolve("EFI/Linux")));
    var meta = new Meta();
    meta.open(MetaPlace.at(folder.resolve("meta")));
    notes = new SlotNotes(meta);
    Files.writeString(esp.path("ijen-000001-a.efi"), "uki a");
    notes.prove(Slot.A);
  }

  @Test
  void anUpgradeIsSeenByTheLoaderOnlyAtItsEnd() throws Exception {
    run(Transitions.stage(entries(), A));
    assertThat(esp.names()).containsExactly("ijen-000001-a.efi", "ijen-b.staged");
    run(Transitions.activate(entries(), A));
    assertThat(esp.names()).containsExactly("ijen-000001-a.efi", "ijen-000002-b+3.efi");
    assertThat(esp.path("ijen-000002-b+3.efi")).hasContent("uki b");
    assertThat(notes.proved()).containsExactly(Slot.A);
  }

  @Test
  void theEntryOfAnImageAloneIsCopiedAndCompared() throws Exception {
    Files.move(esp.path("ijen-000001-a.efi"), esp.path("ijen-000001-a+2-1.efi"));
    run(Transitions.rearm(entries(), A));
    assertThat(esp.names()).containsExactly("ijen-000001-a.efi");
    assertThat(esp.path("ijen-000001-a.efi")).hasContent("uki a");
  }

  @Test
  void aNameThatIsTakenIsNotWrittenOver() throws IOException {
    Files.writeString(esp.path("ijen-000002-b+3.efi"), "uki b");
    assertThatThrownBy(() -> esp.rename("ijen-000001-a.efi", "ijen-000002-b+3.efi"))
        .hasMessage("rename ijen-000001-a.efi to ijen-000002-b+3.efi: it exists");
  }

  @Test
  void whatAPowerCutLeftIsRemoved() throws IOException {
    Files.writeString(esp.path("ijen-b.tmp"), "half");
    Files.writeString(esp.path("ijen-b.staged"), "whole");
    assertThat(esp.removeTemporary()).containsExactly("ijen-b.tmp");
    assertThat(esp.names()).containsExactly("ijen-000001-a.efi", "ijen-b.staged");
  }

  private Entries entries() throws IOException {
    return new Entries(esp.entries(), notes.proved());
  }

  private void run(List<dev.ijen.slots.Step> steps) throws Exception {
    new StepRunner(esp, notes, new TextImage()).run(steps);
  }

  private static final class TextImage implements NewImage {
    @Override
    public void writeRoot(InactiveSlot slot) {}

    @Override
    public void syncRoot(InactiveSlot slot) {}

    @Override
    public void verifyRoot(InactiveSlot slot) {}

    @Override
    public void writeUki(Path file) throws IOException {
      Files.writeString(file, "uki b");
    }

    @Override
    public void verifyUki(Path file) {
      assertThat(file).hasContent("uki b");
    }
  }
}
