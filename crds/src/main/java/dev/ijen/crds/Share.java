package dev.ijen.crds;

import io.fabric8.kubernetes.api.model.IntOrString;

/** A number of machines, absolute or as a part of a hundred. */
public final class Share {
  private Share() {}

  /**
   * The number that {@code 3} or {@code "10%"} means of a total: at least one, so that a budget
   * never forbids everything, and a part of a hundred is cut, never rounded up.
   *
   * @param total machines that the share is of
   */
  public static int of(IntOrString share, int total) {
    Integer number = share.getIntVal();
    if (number != null) {
      return Math.max(1, number);
    }
    String text = share.getStrVal();
    int percent = Integer.parseInt(text.substring(0, text.length() - 1));
    return Math.max(1, (int) ((long) total * percent / 100));
  }
}
