package dev.ijen.machined.platform;

/** How the node runs. */
public enum Mode {
  /** On hardware or in a virtual machine, with a boot chain and a disk of its own. */
  METAL("metal"),
  /** In namespaces on a Linux host whose kernel it shares and never configures. */
  CONTAINER("container");

  private final String text;

  Mode(String text) {
    this.text = text;
  }

  /** The name in the kernel argument {@code ijen.platform} and in the answer of Version. */
  public String text() {
    return text;
  }

  /**
   * The mode of this name.
   *
   * @throws IllegalArgumentException for any other name
   */
  public static Mode of(String text) {
    for (Mode mode : values()) {
      if (mode.text.equals(text)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("unknown platform: " + text);
  }
}
