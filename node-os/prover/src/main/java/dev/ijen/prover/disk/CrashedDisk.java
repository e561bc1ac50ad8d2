package dev.ijen.prover.disk;

import java.io.IOException;

/** What a power cut leaves: all that was flushed, and the survivors of what was not. */
public final class CrashedDisk implements Sectors {
  private final History history;
  private final CrashState state;
  private final Epoch epoch;

  /** The disk of a state. */
  public CrashedDisk(History history, CrashState state) {
    this.history = history;
    this.state = state;
    this.epoch = history.epochs().get(state.epoch());
  }

  /** Where the power went. */
  public Epoch epoch() {
    return epoch;
  }

  /** What survived. */
  public CrashState state() {
    return state;
  }

  @Override
  public long count() {
    return history.base().count();
  }

  @Override
  public int version(long sector) {
    return history.version(sector, epoch, state.survivors());
  }

  /** Reads runs of sectors that were never written at once. */
  @Override
  public byte[] read(long sector, int count) throws IOException {
    byte[] bytes = new byte[count * SECTOR];
    int done = 0;
    while (done < count) {
      int version = version(sector + done);
      int run = 1;
      while (version == 0 && done + run < count && version(sector + done + run) == 0) {
        run++;
      }
      byte[] some =
          version == 0
              ? history.base().read(sector + done, run)
              : history.bytes(sector + done, version);
      System.arraycopy(some, 0, bytes, done * SECTOR, some.length);
      done += run;
    }
    return bytes;
  }
}
