package dev.ijen.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Variables of the UEFI firmware. A machine without such firmware has none.
 *
 * @see <a href="https://uefi.org/specs/UEFI/2.10/08_Services_Runtime_Services.html">UEFI 2.10,
 *     8.2</a>
 */
public interface EfiVariables {
  /** Vendor of the variables that the specification defines, such as {@code BootOrder}. */
  UUID GLOBAL = UUID.fromString("8be4df61-93ca-11d2-aa0d-00e098032b8c");

  /** Vendor of the variables of the boot loader interface. */
  UUID LOADER = UUID.fromString("4a67b082-0a4c-41cf-b6c7-440b29bb8c4f");

  /** Kept over restarts, visible to the firmware and to the running system: 7. */
  int KEPT = 7;

  /** The value of a variable, without its attributes; empty if there is none. */
  Optional<byte[]> read(UUID vendor, String name) throws IOException;

  /**
   * Gives a variable a value; it is kept when this returns.
   *
   * @throws IOException when the machine has no such firmware, or it refuses
   */
  void write(UUID vendor, String name, byte[] value) throws IOException;

  /** Takes a variable away, if it is there. */
  void delete(UUID vendor, String name) throws IOException;

  /** The names of all variables of a vendor. */
  List<String> names(UUID vendor) throws IOException;

  /** A variable that is text: UTF-16, little-endian, up to the first NUL. */
  default Optional<String> text(UUID vendor, String name) throws IOException {
    return read(vendor, name)
        .map(
            value -> {
              String text = new String(value, StandardCharsets.UTF_16LE);
              int end = text.indexOf('\0');
              return end < 0 ? text : text.substring(0, end);
            });
  }
}
