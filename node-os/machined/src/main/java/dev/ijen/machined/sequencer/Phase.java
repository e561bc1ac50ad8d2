package dev.ijen.machined.sequencer;

import java.util.List;

/** Tasks that run at the same time; the phase ends when all of them have. */
public record Phase(String name, List<Task> tasks) {

  public Phase {
    tasks = List.copyOf(tasks);
  }

  /** A phase of these tasks. */
  public static Phase of(String name, Task... tasks) {
    return new Phase(name, List.of(tasks));
  }

  @Override
  public String toString() {
    return name + tasks;
  }
}
