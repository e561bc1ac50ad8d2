package dev.ijen.machined.wire;

import dev.ijen.machined.wire.YamlNode.Fields;
import dev.ijen.machined.wire.YamlNode.Items;
import dev.ijen.machined.wire.YamlNode.Plain;
import dev.ijen.machined.wire.YamlNode.Text;
import java.util.Iterator;
import java.util.Map;

/**
 * Prints YAML as clients of the wire contract are used to: four spaces of indentation, {@code - }
 * counted as two of them, multi-line text as a literal block.
 */
final class YamlPrinter {
  private static final int INDENT = 4;

  private final StringBuilder out = new StringBuilder();

  private YamlPrinter() {}

  /** The document, with a line end. */
  static String print(YamlNode root) {
    var printer = new YamlPrinter();
    printer.node(root, 0, INDENT);
    return printer.out.append('\n').toString();
  }

  /**
   * Prints a node at the place where the output stands.
   *
   * @param column where the keys or dashes of this node stand
   * @param block where the lines of a literal block stand
   */
  private void node(YamlNode node, int column, int block) {
    switch (node) {
      case Plain(String text) -> out.append(text);
      case Text(String text) -> out.append(YamlText.scalar(text, " ".repeat(block)));
      case Items(var items) when items.isEmpty() -> out.append("[]");
      case Fields(var fields) when fields.isEmpty() -> out.append("{}");
      case Items(var items) -> items(items.iterator(), column);
      case Fields(var fields) -> fields(fields.entrySet().iterator(), column);
    }
  }

  private void items(Iterator<YamlNode> items, int column) {
    while (items.hasNext()) {
      out.append("- ");
      node(items.next(), column + 2, column + 2);
      if (items.hasNext()) {
        line(column);
      }
    }
  }

  private void fields(Iterator<Map.Entry<String, YamlNode>> fields, int column) {
    int inner = INDENT * ((column + INDENT) / INDENT);
    while (fields.hasNext()) {
      Map.Entry<String, YamlNode> field = fields.next();
      out.append(YamlText.key(field.getKey())).append(':');
      if (isBlock(field.getValue())) {
        line(inner);
      } else {
        out.append(' ');
      }
      node(field.getValue(), inner, inner);
      if (fields.hasNext()) {
        line(column);
      }
    }
  }

  private static boolean isBlock(YamlNode node) {
    return switch (node) {
      case Plain _, Text _ -> false;
      case Items(var items) -> !items.isEmpty();
      case Fields(var fields) -> !fields.isEmpty();
    };
  }

  private void line(int column) {
    out.append('\n').append(" ".repeat(column));
  }
}
