package dev.ijen.machined;

import dev.ijen.linux.Linux;
import dev.ijen.machined.event.EventBus;
import dev.ijen.machined.platform.KernelCommandLine;
import dev.ijen.machined.platform.Mode;
import dev.ijen.machined.platform.NodePaths;
import dev.ijen.machined.runtime.StageTracker;
import dev.ijen.machined.service.Supervisor;
import java.security.SecureRandom;
import java.time.Clock;

/** What controllers, tasks and services are made from. */
record NodeParts(
    Mode mode,
    NodePaths paths,
    KernelCommandLine commandLine,
    Linux linux,
    Clock clock,
    SecureRandom random,
    EventBus events,
    Supervisor services,
    StageTracker stages) {}
