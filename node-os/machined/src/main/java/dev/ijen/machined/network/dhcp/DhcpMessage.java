package dev.ijen.machined.network.dhcp;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One message (RFC 2131, section 2). Options are kept as octets by code; an option that stands
 * several times is joined (RFC 3396). {@link #decode} of {@link #encode} gives the same message.
 *
 * @param transaction chosen by the client, repeated by the server
 * @param clientAddress the client's own address once it has one, else {@link Ipv4#NONE}
 * @param yourAddress what the server offers
 * @param options values in hexadecimal by code, so that messages are equal by value
 */
public record DhcpMessage(
    Operation operation,
    int transaction,
    int seconds,
    boolean broadcast,
    Ipv4 clientAddress,
    Ipv4 yourAddress,
    MacAddress hardware,
    SortedMap<Integer, String> options) {
  private static final int FIXED_BYTES = 236;
  private static final int MAGIC = 0x63825363;
  private static final int ETHERNET = 1;
  private static final int BROADCAST_FLAG = 0x8000;
  private static final int PAD = 0;
  private static final int END = 255;
  private static final int MAX_OPTION_BYTES = 255;
  private static final HexFormat HEX = HexFormat.of();

  public DhcpMessage {
    options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
  }

  /** Who speaks. */
  public enum Operation {
    REQUEST((byte) 1),
    REPLY((byte) 2);

    private final byte number;

    Operation(byte number) {
      this.number = number;
    }
  }

  /** What is said (RFC 2132, section 9.6). */
  public enum Type {
    DISCOVER((byte) 1),
    OFFER((byte) 2),
    REQUEST((byte) 3),
    DECLINE((byte) 4),
    ACK((byte) 5),
    NAK((byte) 6),
    RELEASE((byte) 7),
    INFORM((byte) 8);

    private final byte number;

    Type(byte number) {
      this.number = number;
    }

    /** The value of the option that carries the type. */
    byte number() {
      return number;
    }

    private static Optional<Type> of(byte[] option) {
      return Arrays.stream(values())
          .filter(type -> option.length == 1 && option[0] == type.number)
          .findFirst();
    }
  }

  /** What is said, when the message says it. */
  public Optional<Type> type() {
    return option(DhcpOption.MESSAGE_TYPE).flatMap(Type::of);
  }

  /** The octets of an option. */
  Optional<byte[]> option(int code) {
    return Optional.ofNullable(options.get(code)).map(HEX::parseHex);
  }

  /** The octets of the message, as the payload of a UDP datagram. */
  public byte[] encode() {
    var out = new ByteArrayOutputStream();
    ByteBuffer fixed = ByteBuffer.allocate(FIXED_BYTES + Integer.BYTES);
    fixed.put(operation.number).put((byte) ETHERNET).put((byte) 6).put((byte) 0);
    fixed.putInt(transaction);
    fixed.putShort((short) seconds).putShort((short) (broadcast ? BROADCAST_FLAG : 0));
    fixed.putInt(clientAddress.bits()).putInt(yourAddress.bits()).putInt(0).putInt(0);
    fixed.put(hardware.octets());
    fixed.putInt(FIXED_BYTES, MAGIC);
    out.writeBytes(fixed.array());
    options.forEach((code, value) -> writeOption(out, code, HEX.parseHex(value)));
    out.write(END);
    return out.toByteArray();
  }

  private static void writeOption(ByteArrayOutputStream out, int code, byte[] value) {
    int from = 0;
    do {
      int length = Math.min(MAX_OPTION_BYTES, value.length - from);
      out.write(code);
      out.write(length);
      out.write(value, from, length);
      from += length;
    } while (from < value.length);
  }

  /**
   * Reads a message.
   *
   * @throws IllegalArgumentException when the octets are no message of this protocol over Ethernet;
   *     says why
   */
  public static DhcpMessage decode(byte[] octets) {
    ByteBuffer in = ByteBuffer.wrap(octets);
    try {
      return decode(in);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("message ends after " + octets.length + " octets", e);
    }
  }

  private static DhcpMessage decode(ByteBuffer in) {
    Operation operation = operation(in.get());
    if (in.get() != ETHERNET || in.get() != 6) {
      throw new IllegalArgumentException("hardware is not Ethernet");
    }
    in.get();
    int transaction = in.getInt();
    int seconds = Short.toUnsignedInt(in.getShort());
    boolean broadcast = (in.getShort() & BROADCAST_FLAG) != 0;
    Ipv4 client = new Ipv4(in.getInt());
    Ipv4 your = new Ipv4(in.getInt());
    in.getLong();
    byte[] hardware = new byte[6];
    in.get(hardware);
    in.position(FIXED_BYTES);
    if (in.getInt() != MAGIC) {
      throw new IllegalArgumentException("magic cookie is wrong");
    }
    return new DhcpMessage(
        operation,
        transaction,
        seconds,
        broadcast,
        client,
        your,
        MacAddress.of(hardware),
        options(in));
  }

  private static Operation operation(byte number) {
    return switch (number) {
      case 1 -> Operation.REQUEST;
      case 2 -> Operation.REPLY;
      default -> throw new IllegalArgumentException("operation " + number + " is neither 1 nor 2");
    };
  }

  private static SortedMap<Integer, String> options(ByteBuffer in) {
    var options = new TreeMap<Integer, String>();
    while (in.hasRemaining()) {
      int code = Byte.toUnsignedInt(in.get());
      if (code == END) {
        break;
      }
      if (code != PAD) {
        byte[] value = new byte[Byte.toUnsignedInt(in.get())];
        in.get(value);
        options.merge(code, HEX.formatHex(value), String::concat);
      }
    }
    return options;
  }
}
