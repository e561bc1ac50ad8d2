package dev.ijen.linux;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Internet addresses by their bytes. */
final class Inet {
  private Inet() {}

  /** The address of 4 or 16 bytes. */
  static InetAddress of(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("address of " + bytes.length + " bytes", e);
    }
  }
}
