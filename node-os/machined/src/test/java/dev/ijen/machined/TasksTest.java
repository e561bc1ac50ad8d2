package dev.ijen.machined;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.linux.Linux;
import dev.ijen.machined.block.SystemDisk;
import dev.ijen.machined.config.ConfigLoader;
import dev.ijen.machined.config.ConfigStore;
import dev.ijen.machined.config.Configurator;
import dev.ijen.machined.config.DurableFile;
import dev.ijen.machined.config.JournalStore;
import dev.ijen.machined.config.QuietHost;
import dev.ijen.machined.event.EventBus;
import dev.ijen.machined.meta.Meta;
import dev.ijen.machined.operation.OperationLog;
import dev.ijen.machined.platform.KernelCommandLine;
import dev.ijen.machined.platform.Mode;
import dev.ijen.machined.platform.NodePaths;
import dev.ijen.machined.platform.Release;
import dev.ijen.machined.registry.Registries;
import dev.ijen.machined.release.NodeSlots;
import dev.ijen.machined.release.UpgradeRun;
import dev.ijen.machined.release.Upgrades;
import dev.ijen.machined.reset.Resets;
import dev.ijen.machined.runtime.StageTracker;
import dev.ijen.machined.sequencer.Sequence;
import dev.ijen.machined.sequencer.Sequences;
import dev.ijen.machined.sequencer.TaskBodies;
import dev.ijen.machined.service.Supervisor;
import dev.ijen.machined.slot.Esp;
import dev.ijen.machined.slot.HealthDeadline;
import dev.ijen.machined.slot.HealthGate;
import dev.ijen.machined.slot.SlotNotes;
import dev.ijen.runtime.state.InMemoryState;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TasksTest {
  @TempDir private Path root;

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void everyTaskOfEverySequenceHasABody(Mode mode) {
    TaskBodies bodies = bodies(mode);
    for (Sequence sequence : Sequence.values()) {
      assertThat(Sequences.phases(sequence, mode))
          .flatExtracting(phase -> phase.tasks())
          .allSatisfy(task -> assertThat(bodies.has(task)).as(task.toString()).isTrue());
    }
  }

  private TaskBodies bodies(Mode mode) {
    Clock clock = Clock.systemUTC();
    Linux linux = Linux.running();
    var paths = new NodePaths(root);
    var events = new EventBus(clock, new Random());
    var disk = new SystemDisk(linux.blockDevices(), linux.efiVariables());
    var meta = new Meta();
    var parts =
        new NodeParts(
            mode,
            paths,
            KernelCommandLine.parse("ijen.slot=a"),
            linux,
            clock,
            new SecureRandom(),
            events,
            new Supervisor(clock, events),
            new StageTracker(),
            disk,
            meta,
            new Esp(disk, linux.mounts(), paths.esp()),
            new SlotNotes(meta),
            Release.CURRENT,
            new OperationLog(new DurableFile(paths.operations()), clock));
    var state = new InMemoryState(clock);
    var store = new ConfigStore(state, new DurableFile(paths.config()));
    var journal = new JournalStore(state, new DurableFile(paths.configJournal()));
    var loader =
        new ConfigLoader(
            store,
            new Configurator(store, journal, mode, events, clock, new QuietHost()),
            parts.commandLine(),
            events,
            parts.stages());
    return Tasks.all(parts, loader, upgrades(parts), gate(parts), resets(parts));
  }

  private static UpgradeRun upgrades(NodeParts parts) {
    var slots =
        NodeSlots.of(
            parts.paths(),
            parts.commandLine(),
            parts.release(),
            parts.systemDisk(),
            parts.esp(),
            parts.slots(),
            parts.meta());
    var upgrades = new Upgrades(slots, () -> new Registries(Optional.empty()));
    return new UpgradeRun(upgrades, parts.events(), parts.stages());
  }

  private static Resets resets(NodeParts parts) {
    Linux linux = parts.linux();
    return new Resets(parts.systemDisk(), linux.blockDevices(), linux.mounts(), parts.meta());
  }

  private static HealthGate gate(NodeParts parts) {
    return new HealthGate(
        parts.activeSlot(),
        parts.paths().run(),
        HealthDeadline.of(parts.commandLine()),
        parts.release().tag(),
        parts.clock(),
        parts.esp(),
        parts.meta(),
        parts.slots(),
        parts.services(),
        () -> {});
  }
}
