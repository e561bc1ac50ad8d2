package dev.ijen.linux;

import java.nio.file.Path;

/**
 * The names of kernel parameters, as sysctl(8) reads them: the first of {@code .} and {@code /} in
 * a name separates its parts, the other one stands for the separator within a part. So {@code
 * net.ipv4.conf.eth0/1.forwarding} and {@code net/ipv4/conf/eth0.1/forwarding} are the same.
 */
public final class SysctlKey {
  private SysctlKey() {}

  /**
   * The file of a parameter, relative to {@code /proc/sys}.
   *
   * @throws IllegalArgumentException when the key is empty or leads out of the folder
   */
  public static Path path(String key) {
    Path path = Path.of(slashed(key));
    if (key.isBlank() || path.isAbsolute() || !path.equals(path.normalize())) {
      throw new IllegalArgumentException("kernel parameter " + key);
    }
    return path;
  }

  /** The one spelling of a key: parts separated by dots. */
  public static String canonical(String key) {
    return swap(path(key).toString());
  }

  private static String slashed(String key) {
    int dot = key.indexOf('.');
    int slash = key.indexOf('/');
    boolean dotted = slash < 0 || (dot >= 0 && dot < slash);
    return dotted ? swap(key) : key;
  }

  private static String swap(String text) {
    return text.replace('.', '\0').replace('/', '.').replace('\0', '/');
  }
}
