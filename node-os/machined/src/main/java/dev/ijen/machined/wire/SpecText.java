package dev.ijen.machined.wire;

/** Text in the YAML of specs that are records. */
public final class SpecText {
  private SpecText() {}

  /** Text as a scalar on one line, quoted where it would be read as something else. */
  public static String yaml(String text) {
    return YamlText.key(text);
  }
}
