package dev.ijen.machined.config;

import dev.ijen.config.ConfigException;
import dev.ijen.config.MachineConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** A machine config as it travels: YAML, or YAML packed with gzip (RFC 1952). */
final class Packed {
  private static final int LIMIT_BYTES = 16 << 20;

  private Packed() {}

  /**
   * Reads a config.
   *
   * @throws IOException when it is longer than 16 MiB, or badly packed
   */
  static MachineConfig decode(byte[] bytes) throws IOException, ConfigException {
    boolean gzip = bytes.length > 2 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b;
    try (InputStream plain = new ByteArrayInputStream(bytes);
        InputStream in = gzip ? new GZIPInputStream(plain) : plain) {
      byte[] text = in.readNBytes(LIMIT_BYTES + 1);
      if (text.length > LIMIT_BYTES) {
        throw new IOException("machine config is longer than " + LIMIT_BYTES + " bytes");
      }
      return MachineConfig.decode(new String(text, StandardCharsets.UTF_8));
    }
  }
}
