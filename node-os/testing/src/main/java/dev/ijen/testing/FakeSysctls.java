package dev.ijen.testing;

import dev.ijen.linux.SysctlKey;
import dev.ijen.linux.Sysctls;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Kernel parameters in memory. */
public final class FakeSysctls implements Sysctls {
  private final Map<String, String> values = new ConcurrentHashMap<>();
  private final Map<String, String> refused = new ConcurrentHashMap<>();
  private final Set<String> ignored = ConcurrentHashMap.newKeySet();

  /** Adds a parameter. */
  public FakeSysctls with(String key, String value) {
    values.put(SysctlKey.canonical(key), value);
    return this;
  }

  /** Makes one value of a parameter fail, as the kernel does with values out of range. */
  public FakeSysctls refusing(String key, String value) {
    refused.put(SysctlKey.canonical(key), value);
    return this;
  }

  /** Takes a parameter away, as a kernel without the feature. */
  public FakeSysctls without(String key) {
    values.remove(SysctlKey.canonical(key));
    return this;
  }

  /** Makes all writes of a parameter succeed and change nothing. */
  public FakeSysctls ignoring(String key) {
    ignored.add(SysctlKey.canonical(key));
    return this;
  }

  @Override
  public Optional<String> read(String key) {
    return Optional.ofNullable(values.get(SysctlKey.canonical(key)));
  }

  @Override
  public void write(String key, String value) throws IOException {
    String canonical = SysctlKey.canonical(key);
    if (!values.containsKey(canonical)) {
      throw new NoSuchFileException("kernel parameter " + key + " does not exist");
    }
    if (value.equals(refused.get(canonical))) {
      throw new IOException(
          "set kernel parameter " + key + " to " + value, new IOException("Invalid argument"));
    }
    if (ignored.contains(canonical)) {
      return;
    }
    values.put(canonical, value);
  }
}
