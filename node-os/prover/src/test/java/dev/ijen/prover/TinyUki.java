package dev.ijen.prover;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** A file with all that makes a UKI but a kernel: enough for whoever only reads it. */
final class TinyUki {
  private static final int HEADER = 0x400;
  private static final int KERNEL_BYTES = 150_000;

  private TinyUki() {}

  /** The same for equal arguments; the version is also the seed of its kernel. */
  static byte[] of(String version, String slot, String verity) throws Exception {
    byte[] kernel = new byte[KERNEL_BYTES];
    new Random(version.hashCode()).nextBytes(kernel);
    Map<String, byte[]> sections = new LinkedHashMap<>();
    sections.put(".osrel", ascii("ID=ijen\nVERSION_ID=%s\nIMAGE_VERSION=0\n".formatted(version)));
    sections.put(".cmdline", ascii("quiet ijen.slot=%s ijen.verity=%s".formatted(slot, verity)));
    sections.put(".initrd", ascii("no initramfs"));
    sections.put(".linux", kernel);
    ByteBuffer out = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
    out.putShort(0, (short) 0x5a4d).putInt(0x3c, 0x40).putInt(0x40, 0x4550);
    out.putShort(0x46, (short) sections.size()).putShort(0x54, (short) 0xf0);
    out.putShort(0x58, (short) 0x20b);
    int header = 0x58 + 0xf0;
    int place = HEADER;
    for (Map.Entry<String, byte[]> section : sections.entrySet()) {
      byte[] content = section.getValue();
      int bytes = Math.ceilDiv(content.length, 512) * 512;
      out.put(header, ascii(section.getKey()));
      out.putInt(header + 8, content.length).putInt(header + 16, bytes);
      out.putInt(header + 20, place).put(place, content);
      header += 40;
      place += bytes;
    }
    byte[] file = new byte[place];
    out.get(0, file);
    return file;
  }

  static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
