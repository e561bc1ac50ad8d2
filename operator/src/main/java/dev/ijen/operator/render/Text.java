package dev.ijen.operator.render;

/** Fits text into the bounds of a status. */
public final class Text {
  private Text() {}

  /** The text, or its beginning and an ellipsis. */
  public static String cut(String text, int maxChars) {
    return text.length() <= maxChars ? text : text.substring(0, maxChars - 1) + "…";
  }
}
