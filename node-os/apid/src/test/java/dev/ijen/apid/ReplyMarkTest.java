package dev.ijen.apid;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.ijen.api.common.Data;
import dev.ijen.api.machine.Hostname;
import dev.ijen.api.machine.HostnameResponse;
import io.grpc.Status;
import org.junit.jupiter.api.Test;

@SuppressWarnings("deprecation") // clients still read these fields
class ReplyMarkTest {

  @Test
  void unaryRepliesOfTwoNodesBecomeOneListWithTheirNames() throws Exception {
    byte[] merged =
        ReplyMark.append(
            ReplyMark.unary(hostname("a"), "10.0.0.1"), ReplyMark.unary(hostname("b"), "10.0.0.2"));

    HostnameResponse response = HostnameResponse.parseFrom(merged);

    assertThat(response.getMessagesList())
        .extracting(Hostname::getHostname)
        .containsExactly("a", "b");
    assertThat(response.getMessagesList())
        .extracting(message -> message.getMetadata().getHostname())
        .containsExactly("10.0.0.1", "10.0.0.2");
  }

  @Test
  void aNodeThatFailsIsAMessageWithItsError() throws Exception {
    byte[] reply =
        ReplyMark.listOf(
            ReplyMark.error("10.0.0.3", Status.UNAVAILABLE.withDescription("no route")));

    Hostname message = HostnameResponse.parseFrom(reply).getMessages(0);

    assertThat(message.getMetadata().getHostname()).isEqualTo("10.0.0.3");
    assertThat(message.getMetadata().getError()).contains("UNAVAILABLE").contains("no route");
    assertThat(message.getMetadata().getStatus().getCode()).isEqualTo(14);
  }

  @Test
  void aMessageOfAStreamKeepsItsContent() throws InvalidProtocolBufferException {
    byte[] chunk =
        Data.newBuilder().setBytes(ByteString.copyFromUtf8("log line")).build().toByteArray();

    Data marked = Data.parseFrom(ReplyMark.streamed(chunk, "n1"));

    assertThat(marked.getBytes().toStringUtf8()).isEqualTo("log line");
    assertThat(marked.getMetadata().getHostname()).isEqualTo("n1");
  }

  private static byte[] hostname(String name) {
    return HostnameResponse.newBuilder()
        .addMessages(Hostname.newBuilder().setHostname(name))
        .build()
        .toByteArray();
  }
}
