package dev.ijen.config.schema;

/** Whether a field holds one value, a list of them, or a map from text to them. */
public enum Shape {
  ONE(""),
  LIST("[]"),
  MAP("{}");

  private final String mark;

  Shape(String mark) {
    this.mark = mark;
  }

  /** What stands before the type and after the path: {@code []} or {@code {}} or nothing. */
  public String mark() {
    return mark;
  }
}
