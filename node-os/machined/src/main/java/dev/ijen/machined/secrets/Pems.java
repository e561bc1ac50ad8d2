package dev.ijen.machined.secrets;

import com.google.protobuf.ByteString;
import dev.ijen.api.common.NetIP;
import dev.ijen.api.common.PEMEncodedCertificate;
import dev.ijen.api.common.PEMEncodedCertificateAndKey;
import dev.ijen.api.common.PEMEncodedKey;
import dev.ijen.pki.PemKeyPair;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Certificates, keys and addresses as resources carry them. */
final class Pems {
  private Pems() {}

  static PEMEncodedCertificateAndKey encode(PemKeyPair pair) {
    return PEMEncodedCertificateAndKey.newBuilder()
        .setCrt(ByteString.copyFromUtf8(pair.certificate()))
        .setKey(ByteString.copyFromUtf8(pair.key()))
        .build();
  }

  static PemKeyPair decode(PEMEncodedCertificateAndKey pair) {
    return new PemKeyPair(pair.getCrt().toStringUtf8(), pair.getKey().toStringUtf8());
  }

  static PEMEncodedCertificate encode(String certificate) {
    return PEMEncodedCertificate.newBuilder().setCrt(ByteString.copyFromUtf8(certificate)).build();
  }

  static PEMEncodedKey encodeKey(String key) {
    return PEMEncodedKey.newBuilder().setKey(ByteString.copyFromUtf8(key)).build();
  }

  /** All certificates that clients of the Kubernetes API may be from, as one PEM text. */
  static String bundle(List<PEMEncodedCertificate> accepted) {
    return accepted.stream()
        .map(certificate -> certificate.getCrt().toStringUtf8().strip() + "\n")
        .collect(Collectors.joining());
  }

  static NetIP encode(InetAddress address) {
    return NetIP.newBuilder().setIp(ByteString.copyFrom(address.getAddress())).build();
  }

  /** The address; a scope, which the contract writes behind the bytes, names nothing elsewhere. */
  static InetAddress decode(NetIP address) {
    byte[] bytes = address.getIp().toByteArray();
    int length = bytes.length >= 16 ? 16 : 4;
    try {
      return InetAddress.getByAddress(Arrays.copyOf(bytes, length));
    } catch (UnknownHostException e) {
      throw new AssertionError("4 and 16 bytes are addresses", e);
    }
  }
}
