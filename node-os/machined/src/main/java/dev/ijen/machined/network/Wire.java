package dev.ijen.machined.network;

import com.google.protobuf.ByteString;
import dev.ijen.api.common.NetIP;
import dev.ijen.api.common.NetIPPrefix;
import dev.ijen.api.resource.enums.NethelpersFamily;
import dev.ijen.api.resource.enums.NethelpersRoutingTable;
import dev.ijen.linux.HardwareAddress;
import dev.ijen.linux.Prefix;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Addresses as the contract writes them: pure pairs of encode and decode. */
final class Wire {
  private Wire() {}

  static NetIP encode(InetAddress address) {
    return NetIP.newBuilder().setIp(ByteString.copyFrom(address.getAddress())).build();
  }

  static NetIPPrefix encode(Prefix prefix) {
    return NetIPPrefix.newBuilder()
        .setIp(ByteString.copyFrom(prefix.address().getAddress()))
        .setPrefixLength(prefix.length())
        .build();
  }

  static ByteString encode(HardwareAddress address) {
    return ByteString.copyFrom(address.bytes());
  }

  /** The address, or empty for the zero value. */
  static Optional<InetAddress> decode(NetIP address) {
    return address.getIp().isEmpty() ? Optional.empty() : Optional.of(inet(address.getIp()));
  }

  /** The prefix, or empty for the zero value. */
  static Optional<Prefix> decode(NetIPPrefix prefix) {
    return prefix.getIp().isEmpty()
        ? Optional.empty()
        : Optional.of(new Prefix(inet(prefix.getIp()), prefix.getPrefixLength()));
  }

  static NethelpersFamily family(InetAddress address) {
    return address.getAddress().length == 4
        ? NethelpersFamily.FAMILY_INET4
        : NethelpersFamily.FAMILY_INET6;
  }

  /** The table; those that the contract cannot name are shown as unspecified. */
  static NethelpersRoutingTable table(int number) {
    NethelpersRoutingTable table = NethelpersRoutingTable.forNumber(number);
    return table == null ? NethelpersRoutingTable.TABLE_UNSPEC : table;
  }

  private static InetAddress inet(ByteString bytes) {
    try {
      return InetAddress.getByAddress(bytes.toByteArray());
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("address of " + bytes.size() + " bytes", e);
    }
  }
}
