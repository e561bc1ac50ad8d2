package dev.ijen.machined.sequencer;

/** What the node as a whole can be asked to do. */
public enum Sequence {
  /** From the start of machined to a machine config. */
  INITIALIZE("initialize"),
  /** From a machine config to all services up. */
  BOOT("boot"),
  /** Stops everything and starts the machine again. */
  REBOOT("reboot"),
  /** Stops everything and turns the machine off. */
  SHUTDOWN("shutdown"),
  /** Stops everything, wipes disks, and starts the machine again or turns it off. */
  RESET("reset");

  private final String text;

  Sequence(String text) {
    this.text = text;
  }

  /** The name in events. */
  public String text() {
    return text;
  }
}
