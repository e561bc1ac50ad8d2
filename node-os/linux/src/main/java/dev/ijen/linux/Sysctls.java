package dev.ijen.linux;

import java.io.IOException;
import java.util.Optional;

/** Kernel parameters below {@code /proc/sys}. */
public interface Sysctls {

  /**
   * The present value, without the trailing newline.
   *
   * @param key such as {@code net.ipv4.ip_forward}; see {@link SysctlKey}
   * @return empty when this kernel has no such parameter
   */
  Optional<String> read(String key) throws IOException;

  /**
   * Sets a parameter.
   *
   * @throws IOException when this kernel has no such parameter, or refuses the value
   */
  void write(String key, String value) throws IOException;
}
