package dev.ijen.machined.sequencer.task;

import dev.ijen.linux.Errno;
import dev.ijen.linux.ErrnoException;
import dev.ijen.linux.MountEntry;
import dev.ijen.linux.Mounts;
import dev.ijen.linux.UnmountFlag;
import dev.ijen.machined.sequencer.Outcome;
import dev.ijen.machined.sequencer.TaskBody;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a volume and everything mounted below it away. What is still in use is detached: it goes
 * with its last user, at the latest when init ends them.
 */
public final class UnmountVolume implements TaskBody {
  private static final Logger log = LoggerFactory.getLogger(UnmountVolume.class);

  private final Volume volume;
  private final Mounts mounts;

  /** Takes this volume away by these means. */
  public UnmountVolume(Volume volume, Mounts mounts) {
    this.volume = volume;
    this.mounts = mounts;
  }

  @Override
  public Outcome run() throws IOException {
    List<MountEntry> below =
        mounts.list().stream().filter(entry -> entry.target().startsWith(volume.target())).toList();
    for (MountEntry entry : below.reversed()) {
      unmount(entry);
    }
    return Outcome.proceed();
  }

  private void unmount(MountEntry entry) throws ErrnoException {
    try {
      mounts.unmount(entry.target(), EnumSet.noneOf(UnmountFlag.class));
    } catch (ErrnoException e) {
      if (e.errno() != Errno.EBUSY) {
        throw e;
      }
      log.atWarn().addKeyValue("target", entry.target()).log("still in use, detaching");
      mounts.unmount(entry.target(), EnumSet.of(UnmountFlag.MNT_DETACH));
    }
  }
}
