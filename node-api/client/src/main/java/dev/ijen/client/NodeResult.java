package dev.ijen.client;

/** What one of several nodes said. */
public sealed interface NodeResult<T> {
  /** The node as the caller named it; empty when the call went to the endpoint itself. */
  String node();

  /** The node answered. */
  record Answer<T>(String node, T value) implements NodeResult<T> {}

  /** The node did not answer, or answered with an error. */
  record Failure<T>(String node, NodeCallException cause) implements NodeResult<T> {}
}
