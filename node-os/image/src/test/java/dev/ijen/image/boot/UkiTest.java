package dev.ijen.image.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class UkiTest {
  private static final int PE = 64;
  private static final int OPTIONAL = PE + 24;
  private static final int TABLE = OPTIONAL + 240;

  @Test
  void appendsSectionsBehindTheStub() throws Exception {
    byte[] uki = new Uki().text(".osrel", "ID=ijen\n").text(".cmdline", "a=b").build(stub(1024));
    ByteBuffer out = ByteBuffer.wrap(uki).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(out.getShort(PE + 6)).isEqualTo((short) 2);
    assertThat(section(out, 0)).isEqualTo(".osrel 8 8192 512 1024");
    assertThat(section(out, 1)).isEqualTo(".cmdline 3 12288 512 1536");
    assertThat(out.getInt(OPTIONAL + 56)).isEqualTo(16384);
    assertThat(new String(uki, 1024, 8, UTF_8)).isEqualTo("ID=ijen\n");
    assertThat(uki).hasSize(2048);
  }

  @Test
  void refusesAStubWithoutRoom() {
    assertThatThrownBy(() -> new Uki().text(".a", "").text(".b", "").build(stub(TABLE + 40)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no room for 2 more section headers");
  }

  @Test
  void refusesAnythingButPe() {
    assertThatThrownBy(() -> new Uki().build(new byte[1024]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not a PE32+ file");
  }

  private static String section(ByteBuffer out, int index) {
    int header = TABLE + index * 40;
    byte[] name = new byte[8];
    out.get(header, name);
    return "%s %d %d %d %d"
        .formatted(
            new String(name, UTF_8).replace("\0", ""),
            out.getInt(header + 8),
            out.getInt(header + 12),
            out.getInt(header + 16),
            out.getInt(header + 20));
  }

  private static byte[] stub(int headerBytes) {
    return ByteBuffer.allocate(1024)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort(0, (short) 0x5a4d)
        .putInt(0x3c, PE)
        .putInt(PE, 0x4550)
        .putShort(PE + 20, (short) 240)
        .putShort(OPTIONAL, (short) 0x20b)
        .putInt(OPTIONAL + 32, 4096)
        .putInt(OPTIONAL + 36, 512)
        .putInt(OPTIONAL + 56, 8192)
        .putInt(OPTIONAL + 60, headerBytes)
        .array();
  }
}
