package dev.ijen.prover.disk;

/**
 * A power cut.
 *
 * @param epoch number of the epoch in which the power goes
 * @param survivors what of its writes is on the disk
 */
public record CrashState(int epoch, Survivors survivors) {
  /** All that was flushed, and nothing else. */
  public static CrashState durable(Epoch epoch) {
    return new CrashState(epoch.number(), new Survivors.First(0));
  }

  /** All that was written. */
  public static CrashState complete(Epoch epoch) {
    return new CrashState(epoch.number(), new Survivors.First(epoch.writes().size()));
  }

  /**
   * Reads what {@code toString} wrote.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static CrashState parse(String name) {
    int slash = name.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("crash state: " + name);
    }
    return new CrashState(
        Integer.parseInt(name.substring(0, slash)), Survivors.parse(name.substring(slash + 1)));
  }

  /** Its name, by which it can be made again. */
  @Override
  public String toString() {
    return epoch + "/" + survivors;
  }
}
