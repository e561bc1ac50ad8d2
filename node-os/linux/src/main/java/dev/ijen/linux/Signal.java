package dev.ijen.linux;

/** Signals by their names in signal(7). */
public enum Signal {
  SIGHUP(1),
  SIGINT(2),
  SIGKILL(9),
  SIGUSR1(10),
  SIGTERM(15),
  SIGPWR(30);

  private final int number;

  Signal(int number) {
    this.number = number;
  }

  /** The number as the kernel knows it. */
  public int number() {
    return number;
  }
}
