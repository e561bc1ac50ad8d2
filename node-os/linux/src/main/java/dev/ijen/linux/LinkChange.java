package dev.ijen.linux;

import java.util.OptionalInt;

/**
 * What to change on a link.
 *
 * @param up whether it is to be up
 * @param mtu in bytes; empty to leave it
 */
public record LinkChange(boolean up, OptionalInt mtu) {

  /** Up, with whatever MTU it has. */
  public static LinkChange toUp() {
    return new LinkChange(true, OptionalInt.empty());
  }

  /** Down, with whatever MTU it has. */
  public static LinkChange toDown() {
    return new LinkChange(false, OptionalInt.empty());
  }

  /** The same with an MTU in bytes. */
  public LinkChange withMtu(int bytes) {
    return new LinkChange(up, OptionalInt.of(bytes));
  }
}
