package dev.ijen.config.schema;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stands at the end of a field's type, after list and map marks. */
public enum ScalarType {
  STRING("string"),
  BOOL("bool"),
  INT("int"),
  INT32("int32"),
  UINT("uint"),
  UINT8("uint8"),
  UINT16("uint16"),
  UINT32("uint32"),
  UINT64("uint64"),
  /** A word from the field's list, checked when decoding. */
  ENUM("enum"),
  /** An IPv4 or IPv6 address without zone. */
  IP("ip"),
  /** An address with a prefix length. */
  CIDR("cidr"),
  /** A hardware address, or hexadecimal bytes with colons. */
  MAC("mac"),
  /** Numbers with units, as {@code 1h30m}; Go's {@code time.ParseDuration}. */
  DURATION("duration"),
  URL("url"),
  /** An expression that the kernel of the node evaluates; kept as text here. */
  CEL("cel"),
  /** Bytes with a unit, as {@code 10GiB}. */
  SIZE("size"),
  /** As size, or a percentage; may be negative. */
  SIZE_OR_PERCENT("sizeOrPercent"),
  /** A comparison with a size, as {@code >= 1TB}. */
  SIZE_MATCH("sizeMatch"),
  SIZE_OR_INT("sizeOrInt"),
  /** Permission bits, written in octal. */
  FILE_MODE("fileMode"),
  BASE64("base64"),
  /** An address and a port. */
  IP_PORT("ipPort"),
  /** A port or {@code lo-hi}. */
  PORT_RANGE("portRange"),
  /** A routing table: 0 to 255, or one of unspec, default, main, local (rtnetlink(7)). */
  ROUTING_TABLE("routingTable"),
  /** A string or a list of strings. */
  ARGS("args"),
  /** Any YAML; Ijen does not look into it. */
  FREE("free"),
  /** A mapping with the fields below it. */
  OBJECT("object"),
  /** A mapping with {@code crt} and {@code key}, each base64 around PEM. */
  KEYPAIR("keypair"),
  /** A mapping with {@code crt}. */
  CERTIFICATE("certificate"),
  /** A mapping with {@code key}. */
  KEY("key");

  private static final Map<String, ScalarType> BY_WORD =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(t -> t.word, Function.identity()));

  private final String word;

  ScalarType(String word) {
    this.word = word;
  }

  /** The word of the schema file. */
  public String word() {
    return word;
  }

  static ScalarType of(String word) {
    @Nullable ScalarType type = BY_WORD.get(word);
    if (type == null) {
      throw new IllegalArgumentException("schema: unknown type " + word);
    }
    return type;
  }
}
