package dev.ijen.machined.sequencer;

/** How a task, and with it a sequence, ended well. */
public sealed interface Outcome {
  /** Go on with the next task. */
  static Outcome proceed() {
    return new Continue();
  }

  /** The node goes on. */
  record Continue() implements Outcome {}

  /** The machine starts again. */
  record Reboot() implements Outcome {}

  /** The machine is turned off. */
  record PowerOff() implements Outcome {}

  /** The machine stops and stays on, so that the console can be read. */
  record Halt() implements Outcome {}

  /** Whether nothing may run after this. */
  default boolean ends() {
    return !(this instanceof Continue);
  }

  /**
   * What machined's exit status tells init (docs/architecture.md §3).
   *
   * @throws IllegalStateException for {@link Continue}, with which machined does not end
   */
  default int exitStatus() {
    return switch (this) {
      case Continue _ -> throw new IllegalStateException("the node goes on");
      case Reboot _ -> 64;
      case PowerOff _ -> 65;
      case Halt _ -> 66;
    };
  }

  /** The command of reboot(2) that follows, as the event {@code RestartEvent} carries it. */
  default long rebootCommand() {
    return switch (this) {
      case Continue _ -> throw new IllegalStateException("the node goes on");
      case Reboot _ -> 0x01234567L;
      case PowerOff _ -> 0x4321fedcL;
      case Halt _ -> 0xcdef0123L;
    };
  }
}
