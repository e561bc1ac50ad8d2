package dev.ijen.api;

import java.util.List;

/** One element of the contract as a line of text, so that both sides compare as plain sets. */
final class ContractLine {
  private ContractLine() {}

  static String ofPackage(String name, String syntax) {
    return "package " + name + " " + syntax;
  }

  static String ofService(String name, boolean deprecated) {
    return "service " + name + mark(deprecated, "deprecated");
  }

  static String ofMethod(
      String path,
      String request,
      String response,
      boolean clientStreaming,
      boolean serverStreaming,
      boolean deprecated) {
    return "method %s(%s%s) returns (%s%s)%s"
        .formatted(
            path,
            clientStreaming ? "stream " : "",
            request,
            serverStreaming ? "stream " : "",
            response,
            mark(deprecated, "deprecated"));
  }

  static String ofMessage(
      String name,
      boolean deprecated,
      List<String> reservedNumbers,
      List<String> reservedNames,
      List<String> oneofs) {
    return "message %s%s reserved %s %s oneofs %s"
        .formatted(name, mark(deprecated, "deprecated"), reservedNumbers, reservedNames, oneofs);
  }

  static String ofField(
      String name,
      int number,
      String type,
      String label,
      String oneof,
      boolean packed,
      boolean deprecated) {
    return "field %s = %d %s %s%s%s%s"
        .formatted(
            name,
            number,
            label,
            type,
            oneof.isEmpty() ? "" : " of " + oneof,
            mark(packed, "packed"),
            mark(deprecated, "deprecated"));
  }

  static String mapType(String key, String value) {
    return "map<" + key + ", " + value + ">";
  }

  static String ofEnum(String name, boolean allowAlias) {
    return "enum " + name + mark(allowAlias, "allow_alias");
  }

  static String ofValue(String enumName, String name, int number, boolean deprecated) {
    return "value %s.%s = %d%s".formatted(enumName, name, number, mark(deprecated, "deprecated"));
  }

  private static String mark(boolean set, String word) {
    return set ? " " + word : "";
  }
}
