package dev.ijen.prover.boot;

import java.util.Comparator;

/**
 * The order of versions, by which the boot loader also compares names.
 *
 * @see <a href="https://uapi-group.org/specifications/specs/version_format_specification/">UAPI.10
 *     Version Format</a>
 */
final class VersionOrder implements Comparator<String> {
  /** Each alone at the front makes a version the lower one. */
  private static final String LOWER = "-^.";

  @Override
  public int compare(String left, String right) {
    var a = new Rest(left);
    var b = new Rest(right);
    while (!a.isEmpty() || !b.isEmpty()) {
      a.skipForeign();
      b.skipForeign();
      int result = step(a, b);
      if (result != 0) {
        return result;
      }
    }
    return 0;
  }

  private static int step(Rest a, Rest b) {
    if (a.starts('~') || b.starts('~')) {
      return Boolean.compare(b.skip('~'), a.skip('~'));
    }
    if (a.isEmpty() || b.isEmpty()) {
      return Boolean.compare(b.isEmpty(), a.isEmpty());
    }
    for (int i = 0; i < LOWER.length(); i++) {
      char sign = LOWER.charAt(i);
      if (a.starts(sign) || b.starts(sign)) {
        return Boolean.compare(b.skip(sign), a.skip(sign));
      }
    }
    return a.startsWithDigit() || b.startsWithDigit()
        ? number(a.take(true), b.take(true))
        : a.take(false).compareTo(b.take(false));
  }

  private static int number(String a, String b) {
    String left = a.replaceFirst("^0+", "");
    String right = b.replaceFirst("^0+", "");
    int result = Integer.compare(left.length(), right.length());
    if (result == 0) {
      result = left.compareTo(right);
    }
    return result == 0 ? Boolean.compare(!a.isEmpty(), !b.isEmpty()) : result;
  }

  /** What is not compared yet. */
  private static final class Rest {
    private final String text;
    private int at;

    Rest(String text) {
      this.text = text;
    }

    boolean isEmpty() {
      return at == text.length();
    }

    boolean starts(char sign) {
      return !isEmpty() && text.charAt(at) == sign;
    }

    boolean startsWithDigit() {
      return !isEmpty() && isDigit(text.charAt(at));
    }

    boolean skip(char sign) {
      boolean found = starts(sign);
      at += found ? 1 : 0;
      return found;
    }

    void skipForeign() {
      while (!isEmpty()
          && !isDigit(text.charAt(at))
          && !isLetter(text.charAt(at))
          && "~-^.".indexOf(text.charAt(at)) < 0) {
        at++;
      }
    }

    String take(boolean digits) {
      int start = at;
      while (!isEmpty() && (digits ? isDigit(text.charAt(at)) : isLetter(text.charAt(at)))) {
        at++;
      }
      return text.substring(start, at);
    }

    private static boolean isDigit(char letter) {
      return letter >= '0' && letter <= '9';
    }

    private static boolean isLetter(char letter) {
      return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
    }
  }
}
