package dev.ijen.machined.config;

import java.time.Duration;

/** A node whose API is open at once and which never reboots. */
public final class QuietHost implements ConfigHost {
  @Override
  public void awaitApi(Duration atMost) {}

  @Override
  public void reboot() {}
}
