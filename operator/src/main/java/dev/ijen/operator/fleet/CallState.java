package dev.ijen.operator.fleet;

import java.time.Instant;

/** What became of a call, as far as this process knows. Nothing of it is needed after a restart. */
public sealed interface CallState {
  /** It is on its way. */
  record InFlight() implements CallState {}

  /**
   * The node took it.
   *
   * @param at when
   */
  record Taken(Instant at) implements CallState {}

  /**
   * The node refused it, or did it and failed: calling again gives the same answer.
   *
   * @param reason the node's words
   */
  record Refused(String reason) implements CallState {}

  /**
   * No answer: it may have been done or not.
   *
   * @param at when
   * @param reason safe to show
   */
  record Lost(Instant at, String reason) implements CallState {}

  /** The node has seen a later leader: this process must change nothing any more. */
  record Deposed() implements CallState {}
}
