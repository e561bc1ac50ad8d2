package dev.ijen.machined.network.dhcp;

import java.util.HexFormat;

/** An Ethernet hardware address of six octets, in lower case with colons. */
public record MacAddress(String text) {
  private static final HexFormat FORMAT = HexFormat.ofDelimiter(":");

  public MacAddress {
    if (FORMAT.parseHex(text).length != 6) {
      throw new IllegalArgumentException("not a hardware address of six octets: " + text);
    }
  }

  /** The address of these six octets. */
  public static MacAddress of(byte[] octets) {
    return new MacAddress(FORMAT.formatHex(octets));
  }

  /** The six octets. */
  public byte[] octets() {
    return FORMAT.parseHex(text);
  }
}
