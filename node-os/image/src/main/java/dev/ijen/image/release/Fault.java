package dev.ijen.image.release;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is wrong, on purpose, with a release: each is a failure of the real thing. */
public enum Fault {
  /** The kernel panics as soon as init would start machined. */
  PANIC,
  /** Init stops there, and feeds the watchdog no more. */
  HANG,
  /** Init ends there, which the kernel does not survive. */
  INIT_DIES,
  /** Everything starts, but containerd never does what is expected of it. */
  UNHEALTHY;

  /** The name on the command line, such as {@code init-dies}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The fault of this name. */
  public static Optional<Fault> of(String text) {
    return Arrays.stream(values()).filter(fault -> fault.text().equals(text)).findFirst();
  }

  /** What the source of the fault is compiled with. */
  String macro() {
    return "FAULT_" + name();
  }
}
