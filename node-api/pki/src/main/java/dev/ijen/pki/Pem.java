package dev.ijen.pki;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Textual encoding of keys and certificates (RFC 7468), without Bouncy Castle. */
public final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s*([A-Za-z0-9+/=\\s]*?)-----END \\1-----");
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private Pem() {}

  /** One block between BEGIN and END; it may hold a private key, so only its label is printed. */
  public static final class Block {
    private final String label;
    private final byte[] der;

    Block(String label, byte[] der) {
      this.label = label;
      this.der = der.clone();
    }

    /** The words after BEGIN, as {@code CERTIFICATE}. */
    public String label() {
      return label;
    }

    /** The decoded bytes. */
    public byte[] der() {
      return der.clone();
    }

    @Override
    public String toString() {
      return label + "[redacted]";
    }
  }

  /**
   * Finds all blocks of a text; what stands between them is ignored, as RFC 7468 §2 allows.
   *
   * @throws PkiException when the text holds no block or a body is not base64
   */
  public static List<Block> parse(String text) throws PkiException {
    var blocks = new ArrayList<Block>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      blocks.add(new Block(matcher.group(1), body(matcher.group(1), matcher.group(2))));
    }
    if (blocks.isEmpty()) {
      throw new PkiException("parse PEM: no block between BEGIN and END found");
    }
    return List.copyOf(blocks);
  }

  /** Writes one block with lines of 64 characters and a final newline. */
  public static String encode(String label, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, LINES.encodeToString(der), label);
  }

  /** Wraps a PEM text in base64, as fields of the machine config and the talosconfig hold it. */
  public static String toBase64(String pem) {
    return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Unwraps a base64 field to its PEM text.
   *
   * @throws PkiException when the text is not base64
   */
  public static String fromBase64(String base64) throws PkiException {
    try {
      return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new PkiException("decode base64 of a PEM text: not base64", e);
    }
  }

  private static byte[] body(String label, String base64) throws PkiException {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new PkiException("parse PEM block " + label + ": body is not base64", e);
    }
  }
}
