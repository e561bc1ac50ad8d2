package dev.ijen.config.generate;

import dev.ijen.pki.Pem;
import dev.ijen.pki.PemKeyPair;
import dev.ijen.pki.PkiException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads fields of a secrets file and says which one is missing. */
final class SecretsFile {
  private final Map<String, Object> root;

  SecretsFile(Map<String, Object> root) {
    this.root = root;
  }

  String text(String section, String field) {
    return text(root.get(section), section, field);
  }

  PemKeyPair keyPair(String authority) {
    return new PemKeyPair(pem(authority, "crt"), pem(authority, "key"));
  }

  String pem(String authority, String field) {
    @Nullable Object certs = root.get("certs");
    @Nullable Object section = certs instanceof Map<?, ?> map ? map.get(authority) : null;
    String path = "certs." + authority;
    try {
      return Pem.fromBase64(text(section, path, field));
    } catch (PkiException e) {
      throw new IllegalArgumentException("secrets: " + path + "." + field + " is not base64", e);
    }
  }

  private static String text(@Nullable Object section, String path, String field) {
    @Nullable Object value = section instanceof Map<?, ?> map ? map.get(field) : null;
    if (value == null || value.toString().isEmpty()) {
      throw new IllegalArgumentException("secrets: " + path + "." + field + " is missing");
    }
    return value.toString();
  }
}
