package dev.ijen.machined.api;

import dev.ijen.linux.KernelLog;
import dev.ijen.machined.config.Configurator;
import dev.ijen.machined.cri.NodeImages;
import dev.ijen.machined.etcd.EtcdMembership;
import dev.ijen.machined.event.EventBus;
import dev.ijen.machined.meta.Meta;
import dev.ijen.machined.operation.OperationLog;
import dev.ijen.machined.platform.Mode;
import dev.ijen.machined.platform.NodePaths;
import dev.ijen.machined.platform.Release;
import dev.ijen.machined.release.Installs;
import dev.ijen.machined.release.UpgradeRun;
import dev.ijen.machined.release.Upgrades;
import dev.ijen.machined.reset.Resets;
import dev.ijen.machined.sequencer.Lifecycle;
import dev.ijen.machined.service.Supervisor;
import dev.ijen.machined.slot.HealthGate;
import dev.ijen.machined.slot.SlotChanges;
import java.time.Clock;
import java.util.function.BooleanSupplier;

/**
 * What the adapters work on.
 *
 * @param configured whether the node has a machine config
 * @param images those of the node's own containers
 * @param podImages those of pods
 */
public record NodeApi(
    Mode mode,
    NodePaths paths,
    Release release,
    EventBus events,
    Supervisor services,
    Lifecycle lifecycle,
    Configurator configurator,
    KernelLog kernelLog,
    Clock clock,
    BooleanSupplier configured,
    Meta meta,
    OperationLog operations,
    Upgrades upgrades,
    UpgradeRun upgradeRun,
    SlotChanges slotChanges,
    HealthGate gate,
    Resets resets,
    Installs installs,
    EtcdMembership etcd,
    NodeImages images,
    NodeImages podImages) {}
