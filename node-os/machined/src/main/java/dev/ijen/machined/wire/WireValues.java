package dev.ijen.machined.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import dev.ijen.api.common.NetIP;
import dev.ijen.api.common.NetIPPort;
import dev.ijen.api.common.NetIPPrefix;
import dev.ijen.api.common.PEMEncodedCertificate;
import dev.ijen.api.common.PEMEncodedCertificateAndKey;
import dev.ijen.api.common.PEMEncodedKey;
import dev.ijen.api.common.URL;
import dev.ijen.machined.wire.YamlNode.Fields;
import dev.ijen.machined.wire.YamlNode.Items;
import dev.ijen.machined.wire.YamlNode.Plain;
import dev.ijen.machined.wire.YamlNode.Text;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Values that have a notation of their own in YAML. */
final class WireValues {

  /** Messages that stand for a reference: absent is null, not empty. */
  private static final Set<String> NULLABLE =
      Set.of(
          PEMEncodedCertificateAndKey.getDescriptor().getFullName(),
          PEMEncodedCertificate.getDescriptor().getFullName(),
          PEMEncodedKey.getDescriptor().getFullName(),
          URL.getDescriptor().getFullName());

  /** A time that was never set, as Go prints it. */
  private static final String NO_TIME = "0001-01-01T00:00:00Z";

  private WireValues() {}

  static boolean isNullable(FieldDescriptor field) {
    return NULLABLE.contains(field.getMessageType().getFullName());
  }

  /** The notation of a message of {@code common} or {@code google.protobuf}. */
  static Optional<YamlNode> known(Message message) {
    return Optional.ofNullable(
        switch (message) {
          case NetIP ip -> new Text(WireText.ip(ip.getIp().toByteArray()));
          case NetIPPrefix prefix ->
              new Text(WireText.prefix(prefix.getIp().toByteArray(), prefix.getPrefixLength()));
          case NetIPPort endpoint ->
              new Text(WireText.endpoint(endpoint.getIp().toByteArray(), endpoint.getPort()));
          case URL url -> new Text(url.getFullPath());
          case PEMEncodedCertificateAndKey pair ->
              fields(Map.of("crt", base64(pair.getCrt()), "key", base64(pair.getKey())));
          case PEMEncodedCertificate certificate ->
              fields(Map.of("crt", base64(certificate.getCrt())));
          case PEMEncodedKey key -> fields(Map.of("key", base64(key.getKey())));
          case com.google.protobuf.Duration duration ->
              new Text(
                  WireText.duration(
                      Duration.ofSeconds(duration.getSeconds(), duration.getNanos())));
          case Timestamp time -> new Text(time(time));
          case Struct struct -> struct(struct);
          case ListValue list -> list(list);
          case Value value -> value(value);
          default -> null;
        });
  }

  /** The text of an enum value; the texts of all bits of a set of flags, joined by commas. */
  static String text(String type, SequencedMap<Long, String> values, long number) {
    return type.endsWith("Flags")
        ? values.entrySet().stream()
            .filter(flag -> (number & flag.getKey()) != 0)
            .map(Map.Entry::getValue)
            .collect(Collectors.joining(","))
        : values.getOrDefault(number, Long.toString(number));
  }

  /** Bytes: text where the type says so, else a list of numbers. */
  static YamlNode bytes(ByteString bytes, String type) {
    if (type.equals("nethelpers.HardwareAddr") || type.equals("string(mac)")) {
      return new Text(WireText.mac(bytes.toByteArray()));
    }
    if (type.startsWith("string")) {
      return bytes.isValidUtf8() ? new Text(bytes.toStringUtf8()) : base64(bytes);
    }
    return new Items(numbers(bytes.toByteArray()));
  }

  private static List<YamlNode> numbers(byte[] bytes) {
    var numbers = new ArrayList<YamlNode>();
    for (byte b : bytes) {
      numbers.add(new Plain(Integer.toString(b & 0xff)));
    }
    return numbers;
  }

  static boolean isUnsigned(FieldDescriptor field) {
    return switch (field.getType()) {
      case UINT32, UINT64, FIXED32, FIXED64 -> true;
      default -> false;
    };
  }

  /** An integer as 64 bits, those of unsigned 32 bits without their sign. */
  static long widened(FieldDescriptor field, Number number) {
    return isUnsigned(field) && field.getJavaType() == FieldDescriptor.JavaType.INT
        ? Integer.toUnsignedLong(number.intValue())
        : number.longValue();
  }

  private static String time(Timestamp time) {
    return time.equals(Timestamp.getDefaultInstance())
        ? NO_TIME
        : WireText.time(Instant.ofEpochSecond(time.getSeconds(), time.getNanos()));
  }

  private static Text base64(ByteString bytes) {
    return new Text(
        new String(Base64.getEncoder().encode(bytes.toByteArray()), StandardCharsets.ISO_8859_1));
  }

  private static Fields fields(Map<String, ? extends YamlNode> fields) {
    return new Fields(new LinkedHashMap<>(new TreeMap<>(fields)));
  }

  private static YamlNode struct(Struct struct) {
    return fields(
        struct.getFieldsMap().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, field -> value(field.getValue()))));
  }

  private static YamlNode list(ListValue list) {
    return new Items(list.getValuesList().stream().map(WireValues::value).toList());
  }

  private static YamlNode value(Value value) {
    return switch (value.getKindCase()) {
      case NUMBER_VALUE -> new Plain(WireText.number(value.getNumberValue()));
      case STRING_VALUE -> new Text(value.getStringValue());
      case BOOL_VALUE -> new Plain(String.valueOf(value.getBoolValue()));
      case STRUCT_VALUE -> struct(value.getStructValue());
      case LIST_VALUE -> list(value.getListValue());
      case NULL_VALUE, KIND_NOT_SET -> Plain.NULL;
    };
  }
}
