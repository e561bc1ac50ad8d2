package dev.ijen.linux;

import java.util.HexFormat;

/**
 * A link-layer address.
 *
 * @param text lower-case hexadecimal bytes separated by colons; empty for a link without one
 */
public record HardwareAddress(String text) {
  private static final HexFormat COLONS = HexFormat.ofDelimiter(":");

  /** No address. */
  public static final HardwareAddress NONE = new HardwareAddress("");

  public HardwareAddress {
    text = COLONS.formatHex(parse(text));
  }

  /** The address of these bytes. */
  public static HardwareAddress of(byte[] bytes) {
    return new HardwareAddress(COLONS.formatHex(bytes));
  }

  /** The bytes, six for Ethernet. */
  public byte[] bytes() {
    return parse(text);
  }

  @Override
  public String toString() {
    return text;
  }

  private static byte[] parse(String text) {
    return COLONS.parseHex(text);
  }
}
