package dev.ijen.operator.node;

/** What a node said to a config. */
public sealed interface Delivery {
  /** It took the config. */
  record Taken() implements Delivery {}

  /**
   * It refused the config and changed nothing.
   *
   * @param reason the node's words
   */
  record Refused(String reason) implements Delivery {}

  /**
   * No answer: it may have taken the config or not.
   *
   * @param reason safe to show
   */
  record Lost(String reason) implements Delivery {}
}
