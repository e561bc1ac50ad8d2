package dev.ijen.operator.fleet;

import dev.ijen.crds.RolloutSpec.Kind;
import java.time.Duration;

/** A call that changes a node. Sent twice it is done once, because the id stays the same. */
public sealed interface NodeCall {
  /** Name of the Machine. */
  String machine();

  /** Id of the change, unique for all time. */
  String operation();

  /**
   * Write a release to the inactive slot.
   *
   * @param image OCI reference by digest
   */
  record Prestage(String machine, String operation, String image) implements NodeCall {}

  /**
   * Try the release in the inactive slot.
   *
   * @param digest what must be there
   * @param confirmWithin when the node goes back unless it is confirmed
   */
  record Activate(String machine, String operation, String digest, Duration confirmWithin)
      implements NodeCall {}

  /**
   * Try a config.
   *
   * @param revision name of the MachineConfigRevision that it is rendered from
   * @param hash what the rendered config must have
   * @param expected hash of the config that must be in force before; empty for any
   * @param confirmWithin when the node goes back unless it is confirmed
   * @param mayReboot whether the node may reboot for it
   */
  record Apply(
      String machine,
      String operation,
      String revision,
      String hash,
      String expected,
      Duration confirmWithin,
      boolean mayReboot)
      implements NodeCall {}

  /**
   * Keep what is being tried.
   *
   * @param kind slot or config
   * @param expected digest or hash
   */
  record Confirm(String machine, String operation, Kind kind, String expected)
      implements NodeCall {}

  /**
   * Go back.
   *
   * @param kind slot or config
   * @param expected digest or hash that is given up
   * @param reason for the node's records
   */
  record Revert(String machine, String operation, Kind kind, String expected, String reason)
      implements NodeCall {}
}
