package dev.ijen.ctl;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** Prints one document per node or resource, as YAML parted by dashes or as JSON. */
final class Documents {
  private final PrintStream out;
  private final OutputFormat format;
  private boolean first = true;

  Documents(PrintStream out, OutputFormat format) {
    this.out = out;
    this.format = format;
  }

  /** A reply of a node, with the node's name before its fields. */
  void print(String node, Map<String, Object> content) {
    var document = new LinkedHashMap<String, Object>();
    document.put("node", node);
    document.putAll(content);
    if (format == OutputFormat.JSON) {
      out.println(Json.pretty(document));
    } else {
      printYaml(Yaml.write(document));
    }
  }

  /** A document that is YAML text already. */
  void printYaml(String text) {
    if (!first) {
      out.println("---");
    }
    first = false;
    out.print(text);
  }
}
