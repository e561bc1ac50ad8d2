package dev.ijen.apid;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.WireFormat;
import dev.ijen.api.common.Metadata;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * Marks replies of several nodes with the node they came from. Works on bytes: in every reply that
 * can be merged the field {@code metadata} is number 1 of the message, and a unary reply is a list
 * of such messages in its own field 1. Protobuf merges a sub-message that stands twice, and a list
 * that stands twice is one list.
 */
@SuppressWarnings(
    "deprecation") // the contract marks what merged replies carry as deprecated; clients still read
// it
final class ReplyMark {
  private static final int FIRST = 1;
  private static final int LIST_TAG = FIRST << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;

  private ReplyMark() {}

  /** Marks a message of a stream. */
  static byte[] streamed(byte[] message, String node) {
    return append(message, metadata(Metadata.newBuilder().setHostname(node).build()));
  }

  /** Marks every message of a unary reply; other fields of the reply are kept. */
  static byte[] unary(byte[] reply, String node) {
    try {
      var marked = new ByteArrayOutputStream();
      CodedOutputStream out = CodedOutputStream.newInstance(marked);
      CodedInputStream in = CodedInputStream.newInstance(reply);
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (tag == LIST_TAG) {
          out.writeByteArray(FIRST, streamed(in.readByteArray(), node));
        } else {
          UnknownFieldSet.Builder other = UnknownFieldSet.newBuilder();
          other.mergeFieldFrom(tag, in);
          other.build().writeTo(out);
        }
      }
      out.flush();
      return marked.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("reply of " + node, e);
    }
  }

  /** A message that says that a node failed; the client turns it into an error of that node. */
  static byte[] error(String node, io.grpc.Status status) {
    var rpc =
        dev.ijen.api.google.rpc.Status.newBuilder()
            .setCode(status.getCode().value())
            .setMessage(String.valueOf(status.getDescription()))
            .build();
    return metadata(
        Metadata.newBuilder()
            .setHostname(node)
            .setError("rpc error: code = " + status.getCode() + " desc = " + rpc.getMessage())
            .setStatus(rpc)
            .build());
  }

  /** A unary reply of one message. */
  static byte[] listOf(byte[] message) {
    return field(ByteString.copyFrom(message));
  }

  /** The bytes of one after the other: one list in the sense of protobuf. */
  static byte[] append(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  private static byte[] metadata(Metadata metadata) {
    return field(metadata.toByteString());
  }

  private static byte[] field(ByteString value) {
    byte[] bytes = new byte[CodedOutputStream.computeBytesSize(FIRST, value)];
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      out.writeBytes(FIRST, value);
    } catch (IOException e) {
      throw new UncheckedIOException("field of known size", e);
    }
    return bytes;
  }
}
