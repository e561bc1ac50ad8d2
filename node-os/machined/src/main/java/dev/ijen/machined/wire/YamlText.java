package dev.ijen.machined.wire;

import java.util.regex.Pattern;

/** Text as a YAML scalar that every YAML 1.1 or 1.2 reader takes for the same text. */
final class YamlText {

  /** Text that readers take for null, a boolean, a number, a time or a merge key. */
  private static final Pattern OTHER_TYPE =
      Pattern.compile(
          "~|null|Null|NULL|<<|=|[yYnN]|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF"
              + "|true|True|TRUE|false|False|FALSE"
              + "|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])*(\\.[0-9_]*)?([eE][-+]?[0-9]+)?"
              + "|[-+]?\\.[0-9_]+([eE][-+]?[0-9]+)?|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)"
              + "|[-+]?0[xX][0-9a-fA-F_]+|[-+]?0[oO]?[0-7_]+|[-+]?0[bB][01_]+"
              + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?");

  /** Text that no indicator, comment or key can begin in. */
  private static final Pattern PLAIN =
      Pattern.compile(
          "(?![-?:]( |$)|[ \\t]|---|\\.\\.\\.)[^,\\[\\]{}#&*!|>'\"%@`\\x00-\\x1f\\x7f\\u0085\\u2028\\u2029\\ufeff]"
              + "((?!: |:$| #)[^\\x00-\\x1f\\x7f\\u0085\\u2028\\u2029\\ufeff])*(?<![ \\t:])");

  private static final Pattern PRINTABLE =
      Pattern.compile("[^\\x00-\\x1f\\x7f\\u0085\\u2028\\u2029\\ufeff]*");

  private YamlText() {}

  /** A scalar on one line, or a literal block whose lines begin with this indentation. */
  static String scalar(String text, String indent) {
    if (text.indexOf('\n') >= 0 && fitsBlock(text)) {
      return block(text, indent);
    }
    return key(text);
  }

  /** A scalar on one line. */
  static String key(String text) {
    if (text.isEmpty() || OTHER_TYPE.matcher(text).matches()) {
      return doubleQuoted(text);
    }
    if (PLAIN.matcher(text).matches()) {
      return text;
    }
    return PRINTABLE.matcher(text).matches()
        ? "'" + text.replace("'", "''") + "'"
        : doubleQuoted(text);
  }

  private static boolean fitsBlock(String text) {
    char first = text.charAt(0);
    return first != ' '
        && first != '\n'
        && first != '\t'
        && !text.endsWith("\n\n")
        && text.lines().allMatch(line -> PRINTABLE.matcher(line.replace('\t', ' ')).matches())
        && text.indexOf('\r') < 0
        && text.lines().noneMatch(line -> !line.isEmpty() && line.isBlank());
  }

  private static String block(String text, String indent) {
    boolean ended = text.endsWith("\n");
    var block = new StringBuilder(ended ? "|" : "|-");
    text.lines().forEach(line -> block.append('\n').append(line.isEmpty() ? "" : indent + line));
    return block.toString();
  }

  private static String doubleQuoted(String text) {
    var quoted = new StringBuilder("\"");
    text.codePoints().forEach(c -> quoted.append(escaped(c)));
    return quoted.append('"').toString();
  }

  private static String escaped(int c) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default ->
          PRINTABLE.matcher(Character.toString(c)).matches()
              ? Character.toString(c)
              : c < 0x100 ? "\\x%02x".formatted(c) : "\\u%04x".formatted(c);
    };
  }
}
