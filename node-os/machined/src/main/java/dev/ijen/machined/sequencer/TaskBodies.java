package dev.ijen.machined.sequencer;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** What each task does on this node. */
public final class TaskBodies {
  private final Map<Task, TaskBody> bodies = Collections.synchronizedMap(new EnumMap<>(Task.class));

  /** Says what a task does. */
  public TaskBodies with(Task task, TaskBody body) {
    bodies.put(task, body);
    return this;
  }

  /** Whether somebody said what the task does. */
  public boolean has(Task task) {
    return bodies.containsKey(task);
  }

  /**
   * What the task does.
   *
   * @throws IllegalStateException when nobody said; a bug of the wiring
   */
  TaskBody of(Task task) {
    TaskBody body = bodies.get(task);
    if (body == null) {
      throw new IllegalStateException("task " + task.text() + " has no body on this node");
    }
    return body;
  }
}
