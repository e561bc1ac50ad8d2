package dev.ijen.machined.sequencer.task;

import dev.ijen.machined.block.SystemDisk;
import dev.ijen.machined.meta.Meta;
import dev.ijen.machined.meta.MetaPlace;
import dev.ijen.machined.platform.Mode;
import dev.ijen.machined.platform.NodePaths;
import dev.ijen.machined.sequencer.Outcome;
import dev.ijen.machined.sequencer.TaskBody;
import java.io.IOException;

/** Reads META: a partition of the system disk, or a file in the container's STATE. */
public final class ReloadMeta implements TaskBody {
  private static final String LABEL = "META";

  private final Mode mode;
  private final NodePaths paths;
  private final SystemDisk systemDisk;
  private final Meta meta;

  /** Reads into this. */
  public ReloadMeta(Mode mode, NodePaths paths, SystemDisk systemDisk, Meta meta) {
    this.mode = mode;
    this.paths = paths;
    this.systemDisk = systemDisk;
    this.meta = meta;
  }

  @Override
  public Outcome run() throws IOException {
    meta.open(
        switch (mode) {
          case METAL -> MetaPlace.at(systemDisk.partition(LABEL).device());
          case CONTAINER -> MetaPlace.at(paths.metaFile());
        });
    return Outcome.proceed();
  }
}
