package dev.ijen.runtime.controller;

import java.util.List;

/**
 * Turns inputs into outputs. The engine owns waiting, backoff, input checks and the clean-up of
 * outputs; a controller reads all of its inputs and states all of its outputs every time, and never
 * asks what changed.
 */
public interface Controller {

  /**
   * The name in logs and as owner of outputs: group and class, such as {@code
   * network.HostnameMergeController}.
   */
  default String name() {
    String folder = getClass().getPackageName();
    return folder.substring(folder.lastIndexOf('.') + 1) + "." + getClass().getSimpleName();
  }

  /** What wakes the controller and what it may read. */
  List<Input> inputs();

  /** What the controller may write. */
  List<Output> outputs();

  /** What else wakes the controller. */
  default List<EventSource> eventSources() {
    return List.of();
  }

  /**
   * Brings the outputs in line with the inputs. Called once at the start, then after every change,
   * never twice at a time.
   *
   * @throws Exception is logged; the engine calls again after a backoff with jitter
   */
  void reconcile(ReaderWriter state) throws Exception;
}
